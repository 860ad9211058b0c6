/** What the editor offers to complete in Python: plain names, by module, as CPython 3.14 has them. A test holds the list. */
export const pythonNames: Readonly<Record<string, readonly string[]>> = {
  'asyncio': ['run', 'Runner', 'create_task', 'gather', 'sleep', 'wait', 'wait_for', 'as_completed', 'shield', 'timeout', 'timeout_at', 'to_thread', 'TaskGroup', 'Task', 'Future', 'Queue', 'PriorityQueue', 'LifoQueue', 'QueueEmpty', 'QueueFull', 'QueueShutDown', 'Lock', 'Event', 'Condition', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'CancelledError', 'InvalidStateError', 'TimeoutError', 'get_running_loop', 'new_event_loop', 'set_event_loop', 'current_task', 'all_tasks', 'ensure_future', 'isfuture', 'iscoroutine', 'iscoroutinefunction', 'run_coroutine_threadsafe', 'wrap_future', 'eager_task_factory', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'],
  'concurrent.futures': ['ThreadPoolExecutor', 'Executor', 'Future', 'wait', 'as_completed', 'CancelledError', 'InvalidStateError', 'BrokenExecutor', 'TimeoutError', 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'],
  'contextvars': ['ContextVar', 'Context', 'Token', 'copy_context'],
  'hashlib': ['sha256', 'sha1', 'sha512', 'md5', 'blake2b', 'new'],
  'queue': ['Queue', 'LifoQueue', 'PriorityQueue', 'SimpleQueue', 'Empty', 'Full', 'ShutDown'],
  'random': ['random', 'randint', 'randrange', 'choice', 'choices', 'shuffle', 'sample', 'uniform', 'gauss', 'seed', 'Random'],
  'sys': ['getswitchinterval', 'setswitchinterval', 'version', 'version_info', 'stdout', 'stderr', 'argv', 'exit', 'exc_info', 'getsizeof', 'getrecursionlimit', 'setrecursionlimit'],
  'threading': ['Thread', 'Lock', 'RLock', 'Condition', 'Event', 'Semaphore', 'BoundedSemaphore', 'Barrier', 'BrokenBarrierError', 'Timer', 'local', 'current_thread', 'main_thread', 'enumerate', 'active_count', 'get_ident', 'get_native_id', 'excepthook', 'settrace', 'setprofile', 'stack_size', 'TIMEOUT_MAX'],
  'time': ['sleep', 'perf_counter', 'perf_counter_ns', 'monotonic', 'monotonic_ns', 'time', 'time_ns', 'process_time', 'strftime', 'localtime', 'gmtime'],
  'types': ['SimpleNamespace', 'MappingProxyType'],
  'urllib.request': ['urlopen', 'Request'],
  'web': ['get', 'aget', 'Response'],
}

/** Matches `import a.b as c`, and each of the names in `import a, b`. */
const IMPORT = /^\s*import (.+)$/gm
const FROM = /^\s*from (\S+) import (.+)$/gm

/**
 * The names that a text may go on with.
 *
 * @param text the whole program
 * @param before the line up to the cursor
 * @returns the names of the module that stands before the dot, or those that were imported by name; none that nobody imported
 */
export function completionsOf(text: string, before: string): readonly string[] {
  const from = /^\s*from (\S+) import [\w, ]*$/.exec(before)
  if (from)
    return pythonNames[from[1]!] ?? []
  if (/^\s*(?:import|from) [\w.]*$/.test(before))
    return Object.keys(pythonNames)
  const imported = new Map<string, string>()
  for (const [, names = ''] of text.matchAll(IMPORT)) {
    for (const part of names.split(',')) {
      const [module = '', alias] = part.trim().split(/ as /)
      imported.set(alias ?? module, module)
    }
  }
  const dotted = /([\w.]+)\.\w*$/.exec(before)
  if (dotted)
    return pythonNames[imported.get(dotted[1]!) ?? ''] ?? []
  const direct = [...text.matchAll(FROM)].flatMap(([, , names = '']) => names.split(',').map(name => name.trim().split(/ as /).at(-1)!))
  return [...imported.keys(), ...direct].filter(name => /^[\w.]+$/.test(name))
}
