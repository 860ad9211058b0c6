/**
 * Methods that may block or suspend, by name. A call of one of these notes its source line first, so that a wait on
 * the timeline names the line; a method of the same name that does not block costs one store.
 */
export const BLOCKING_METHODS: ReadonlySet<string> = new Set([
  'acquire',
  'acquireLock',
  'exception',
  'get',
  'hold',
  'join',
  'map',
  'notify',
  'notifyAll',
  'put',
  'read',
  'release',
  'result',
  'run',
  'runUntilComplete',
  'shutdown',
  'start',
  'submit',
  'wait',
  'waitFor',
])

/** Functions of the standard modules that are coroutine functions: called as a statement, their coroutine is lost. */
export const COROUTINE_FUNCTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  asyncio: new Set(['sleep', 'wait', 'waitFor', 'toThread']),
  web: new Set(['aget']),
}

/** Modules whose functions neither block nor need a line. */
export const QUIET_MODULES: ReadonlySet<string> = new Set(['builtins', 'shared', 'random', 'math'])
