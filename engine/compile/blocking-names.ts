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
  'runForever',
  'runUntilComplete',
  'shutdown',
  'start',
  'submit',
  'wait',
  'waitFor',
])

/** Functions of the standard modules that return coroutines, tasks or futures: called as a statement, the result is lost. */
export const AWAITABLE_FUNCTIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  asyncio: new Set(['createTask', 'ensureFuture', 'gather', 'shield', 'sleep', 'toThread', 'wait', 'waitFor', 'wrapFuture']),
  web: new Set(['aget']),
}

/** Modules whose functions neither block nor need a line. */
export const QUIET_MODULES: ReadonlySet<string> = new Set(['builtins', 'shared', 'random', 'math'])
