/** The standard modules that a snippet may import. */
export const MODULE_NAMES: readonly string[] = [
  'asyncio',
  'builtins',
  'concurrent.futures',
  'contextvars',
  'hashlib',
  'queue',
  'random',
  'shared',
  'sys',
  'threading',
  'time',
  'web',
]
