/** The names of kernel/runtime.ts that instrumented code uses. */
const RUNTIME_NAMES = [
  'words',
  'current',
  'checkpoint',
  'afterCall',
  'coroutine',
  'asyncGenerator',
  'awaited',
  'dropped',
  'yielded',
  'delegated',
  'asyncIteration',
  'enterAsyncContext',
  'enterContext',
  'usable',
  'exitAsyncContext',
  'caught',
  'thrown',
  'import',
  'named',
  'assigned',
  'define',
  'uses',
  'use',
  'watch',
  'fields',
  'kept',
  'at',
]

/** The start of a compiled module. */
export const PRELUDE = `const { ${RUNTIME_NAMES.map(name => `${name}: __${name}`).join(', ')} } = __runtime;`

/** The parameters and variables that individual rewrites declare. */
const LOCAL_NAME = /^__(?:runtime|error|raised|arguments|(?:each|entered|error|super)\d+)$/

const reserved = new Set(RUNTIME_NAMES.map(name => `__${name}`))

/** Whether a program's name would collide with the compiler's own. */
export function isReserved(name: string): boolean {
  return reserved.has(name) || LOCAL_NAME.test(name)
}
