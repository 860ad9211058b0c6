import type { Iterables, MapOptions } from './executor'
import { blocking } from '../../kernel/blocking'
import { encodeForProcess, putBytes, takeValue } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { registerFunction } from '../../kernel/functions'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { registerSharedClass } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { enlist, park } from '../../kernel/wait-list'
import { FutureWord, POOL_WORDS, PoolWord } from '../../protocol/future-layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'
import { ringSize, takeFirstItem } from '../queue/ring'
import { Thread } from '../threading/thread'
import { BrokenProcessPool } from './errors'
import { callableName, initializerName, readMapArguments } from './executor'
import { Future, futureAt, whenCallbackAdded } from './future'
import { isClosed, PoolExecutor } from './pool'
import { announceProcess, makeProcess } from './process-record'
import { checkMaxWorkers } from './thread-pool'

/** Options of {@link ProcessPoolExecutor}. */
export interface ProcessPoolExecutorOptions<InitArgs extends readonly unknown[] = readonly unknown[]> {
  /** The most processes it has. @default the number of processors */
  maxWorkers?: number | null
  /** A function at the module's top level that each process calls first. */
  initializer?: ((...args: InitArgs) => unknown) | null
  /** The initializer's arguments. @default [] */
  initargs?: InitArgs
  /** How many calls a process makes before a fresh one replaces it. @default no limit */
  maxTasksPerChild?: number | null
}

/**
 * Runs calls in a pool of processes: each has its own memory and GIL and evaluates the module afresh, so its shared objects
 * and primitives are not those of this process. Arguments and results are copied; shared objects can't be.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#processpoolexecutor
 */
export class ProcessPoolExecutor extends PoolExecutor {
  /**
   * @throws ValueError when maxWorkers or maxTasksPerChild is less than 1
   * @throws TypeError when the initializer is a closure or an async function, or its arguments can't be copied
   */
  constructor(options: ProcessPoolExecutorOptions = {}) {
    checkOptions('ProcessPoolExecutor.__init__', options, ['maxWorkers', 'initializer', 'initargs', 'maxTasksPerChild'])
    const { initializer, initargs = [] } = options
    const maxWorkers = checkMaxWorkers(options.maxWorkers ?? navigator.hardwareConcurrency)
    const maxTasks = checkMaxTasks(options.maxTasksPerChild ?? undefined)
    const name = initializerName(initializer, 'ProcessPoolExecutor')
    super(POOL_WORDS, (address) => {
      words[address + PoolWord.MaxWorkers] = maxWorkers
      words[address + PoolWord.MaxTasks] = maxTasks
      words[address + PoolWord.Initializer] = name === undefined ? 0 : putBytes(encodeForProcess([name, ...initargs], 'initargs'))
    })
  }

  /** @internal */
  protected override _className(): string {
    return 'ProcessPoolExecutor'
  }

  /** @internal */
  protected override _makeWorker(): number {
    return makeProcess()
  }

  /** @internal */
  protected override _startWorker(record: number): void {
    announceProcess(record, this.address, false)
  }

  /** @internal */
  protected override _brokenError(): Error {
    return new BrokenProcessPool('A child process terminated abruptly, the process pool is not usable anymore')
  }

  /** @internal */
  protected override _makeFuture<Result>(): Future<Result> {
    const future = new Future<Result>()
    words[future.address + FutureWord.Executor] = this.address
    return future
  }

  /**
   * A call that can't be copied makes the future fail, not `submit`, as in Python.
   * @internal
   */
  protected override _putCall(name: string, args: readonly unknown[]): number | Future<never> {
    try {
      return putBytes(encodeForProcess([name, args], 'submit()'))
    }
    catch (error) {
      const future = new Future<never>()
      future.setException(error as Error)
      return future
    }
  }

  override toString(): string {
    return `<concurrent.futures.process.${this.constructor.name} object at ${hex(this.address)}>`
  }

  override map<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...iterables: [...Iterables<Args>, options?: MapOptions]): Generator<Result, void, undefined> {
    callableName(fn, 'the function given to map()')
    const { calls, options } = readMapArguments('ProcessPoolExecutor.map', iterables)
    const { chunksize = 1, ...rest } = options
    const chunks = super.map(callChunk, repeated(fn), batched(calls, chunksize), rest)
    return flattened(chunks as Generator<Result[], void, undefined>)
  }
}

/** Runs one chunk of `map`'s calls in a process. */
function callChunk(fn: (...args: never[]) => unknown, calls: unknown[][]): unknown[] {
  return calls.map(args => fn(...args as never[]))
}

function* repeated<T>(item: T): Generator<T, void> {
  for (;;)
    yield item
}

/** Python's `itertools.batched`. */
function* batched<T>(items: Iterator<T, void>, size: number): Generator<T[], void> {
  for (;;) {
    const batch: T[] = []
    while (batch.length < size) {
      const { done, value } = items.next()
      if (done)
        break
      batch.push(value)
    }
    if (batch.length === 0)
      return
    yield batch
  }
}

function* flattened<T>(chunks: Generator<T[], void, undefined>): Generator<T, void, undefined> {
  for (const chunk of chunks)
    yield* chunk
}

function checkMaxTasks(maxTasks: number | undefined): number {
  if (maxTasks === undefined)
    return 0
  if (!Number.isInteger(maxTasks))
    throw new TypeError('max_tasks_per_child must be an integer')
  if (maxTasks <= 0)
    throw new ValueError('max_tasks_per_child must be >= 1')
  return maxTasks
}

/** The thread that runs the callbacks of futures whose calls ran in other processes. */
function callCallbacks(pool: number): void {
  for (;;) {
    lockMutex(pool + WaitListWord.Guard)
    if (ringSize(pool + PoolWord.Callbacks) > 0) {
      const item = takeFirstItem(pool + PoolWord.Callbacks)
      const future = futureAt(words[item]!)
      const name = words[item + 1]!
      unlockMutex(pool + WaitListWord.Guard)
      future._call(takeValue(name) as string)
      continue
    }
    if (isClosed(pool) && words[pool + PoolWord.Alive] === 0) {
      unlockMutex(pool + WaitListWord.Guard)
      return
    }
    const entry = enlist(pool + PoolWord.Caller)
    current.line = 0
    unlockMutex(pool + WaitListWord.Guard)
    blocking(State.Waiting, pool, 0, () => park(pool + PoolWord.Caller, entry, Infinity, pool + WaitListWord.Guard))
  }
}

whenCallbackAdded((pool) => {
  if (pool === 0 || words[pool + PoolWord.CallerThread] !== 0)
    return
  lockMutex(pool + WaitListWord.Guard)
  const isFirst = words[pool + PoolWord.CallerThread] === 0
  const thread = isFirst ? new Thread({ target: callCallbacks, args: [pool], name: 'ProcessPoolExecutor callbacks' }) : undefined
  if (thread)
    words[pool + PoolWord.CallerThread] = thread.address
  unlockMutex(pool + WaitListWord.Guard)
  thread?.start()
})

registerSharedClass(ProcessPoolExecutor)
registerFunction('concurrent.futures.callChunk', callChunk, false)
registerFunction('concurrent.futures.callCallbacks', callCallbacks, false)
