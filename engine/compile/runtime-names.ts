/** The names that instrumented code uses, as kernel/runtime.ts has them. */
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

/** What a compiled module begins with. */
export const PRELUDE = `const { ${RUNTIME_NAMES.map(name => `${name}: __${name}`).join(', ')} } = __runtime;`

/** The parameters and variables that single rewritings declare. */
const LOCAL_NAME = /^__(?:runtime|error|raised|arguments|(?:each|entered|error|super)\d+)$/

const reserved = new Set(RUNTIME_NAMES.map(name => `__${name}`))

/** Whether a program that used this name would meet what the compiler has put in. */
export function isReserved(name: string): boolean {
  return reserved.has(name) || LOCAL_NAME.test(name)
}
