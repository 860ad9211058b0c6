import type { ShutdownOptions } from './executor'
import { blocking, forbidAtTopLevel } from '../../kernel/blocking'
import { peekValue, putValue, takeValue } from '../../kernel/codec'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, RuntimeError, ValueError } from '../../kernel/errors'
import { registeredFunction, registerFunction } from '../../kernel/functions'
import { futexWait, isStopping } from '../../kernel/futex'
import { free, words } from '../../kernel/memory'
import { enter, leave } from '../../kernel/mutex'
import { registerSharedClass } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { report } from '../../kernel/text'
import { atFinalization, currentThreadRecord, ThreadWord } from '../../kernel/threads'
import { enlist, LIST_WORDS, ListWord, park, signal, takeFirst, wake, wakeFirst } from '../../kernel/wait-list'
import { Word } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { itemAt, pushLast, RING_WORDS, ringSize, takeFirstItem } from '../queue/ring'
import { describeError } from '../threading/bootstrap'
import { currentThread } from '../threading/module'
import { Thread } from '../threading/thread'
import { BrokenThreadPool } from './errors'
import { callableName, Executor } from './executor'
import { asException, Future, futureAt } from './future'

/** Words of a pool. */
enum PoolWord {
  /** Threads that have nothing to do; its guard guards the rest too. */
  Idle = 0,
  /** Calls that have not begun: a future and a value. */
  Jobs = LIST_WORDS,
  /** Records of its threads. */
  Threads = Jobs + RING_WORDS,
  MaxWorkers = Threads + RING_WORDS,
  /** Value: what the threads' names begin with. */
  Prefix = MaxWorkers + 1,
  /** Value: the initializer's name and arguments; 0 if there is none. */
  Initializer = MaxWorkers + 2,
  IsShutdown = MaxWorkers + 3,
  IsBroken = MaxWorkers + 4,
  /** The next one in the list of all pools that have threads. */
  Next = MaxWorkers + 5,
}

const POOL_WORDS = PoolWord.Next + 1

const BROKEN = 'A thread initializer failed, the thread pool is not usable anymore'

/** Options of {@link ThreadPoolExecutor}. */
export interface ThreadPoolExecutorOptions<InitArgs extends readonly unknown[] = readonly unknown[]> {
  /** Most threads it has. @default the number of processors and 4 more, but at most 32 */
  maxWorkers?: number | null
  /** What the threads' names begin with. @default `ThreadPoolExecutor-N` */
  threadNamePrefix?: string
  /** A function at the module's top level that each thread calls first. */
  initializer?: ((...args: InitArgs) => unknown) | null
  /** What the initializer is called with. @default [] */
  initargs?: InitArgs
}

/**
 * Runs calls in a pool of threads. A thread is started when a call is submitted and none is idle, until there are
 * `maxWorkers`.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#threadpoolexecutor
 */
export class ThreadPoolExecutor extends Executor {
  /**
   * @throws ValueError when maxWorkers is less than 1
   * @throws TypeError when the initializer is a closure or an async function
   */
  constructor(options: ThreadPoolExecutorOptions = {}) {
    checkOptions('ThreadPoolExecutor', options, ['maxWorkers', 'threadNamePrefix', 'initializer', 'initargs'])
    const { threadNamePrefix = '', initializer, initargs = [] } = options
    const maxWorkers = options.maxWorkers ?? Math.min(32, navigator.hardwareConcurrency + 4)
    if (!Number.isInteger(maxWorkers))
      throw new TypeError('maxWorkers must be a whole number')
    if (maxWorkers <= 0)
      throw new ValueError('max_workers must be greater than 0')
    const name = initializer === undefined || initializer === null ? undefined : callableName(initializer, 'the initializer of a ThreadPoolExecutor')
    super(POOL_WORDS, (address) => {
      const prefix = threadNamePrefix || `ThreadPoolExecutor-${Atomics.add(words, Word.LastPoolNumber, 1)}`
      words[address + PoolWord.MaxWorkers] = maxWorkers
      words[address + PoolWord.Prefix] = putValue(prefix, 'threadNamePrefix')
      words[address + PoolWord.Initializer] = name === undefined ? 0 : putValue([name, ...initargs], 'initargs')
    })
  }

  override submit<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...args: Args): Future<Result> {
    schedulePoint()
    forbidAtTopLevel('a call can\'t be submitted')
    const pool = this.address
    const call = putValue([callableName(fn, 'the function given to submit()'), args], 'submit()')
    enter(pool + ListWord.Guard)
    const refusal = refusalOf(pool)
    if (refusal) {
      leave(pool + ListWord.Guard)
      free(call)
      throw refusal
    }
    const future = new Future<Result>()
    pushLast(pool + PoolWord.Jobs, future.address, call)
    const idle = takeFirst(pool + PoolWord.Idle)
    if (idle !== 0)
      signal(idle)
    const thread = idle === 0 ? this._nextThread() : undefined
    leave(pool + ListWord.Guard)
    if (idle !== 0)
      wake(idle)
    if (thread)
      startThread(pool, thread)
    return future
  }

  /** A further thread, if there may be one; the guard is held. */
  private _nextThread(): Thread | undefined {
    const threads = this.address + PoolWord.Threads
    const count = ringSize(threads)
    if (count >= words[this.address + PoolWord.MaxWorkers]!)
      return undefined
    const prefix = peekValue(words[this.address + PoolWord.Prefix]!) as string
    const thread = new Thread({ target: work, args: [this.address], name: `${prefix}_${count}` })
    pushLast(threads, thread.address, 0)
    if (count === 0)
      addToAllPools(this.address)
    return thread
  }

  override shutdown(options: ShutdownOptions = {}): void {
    schedulePoint()
    checkOptions('shutdown', options, ['wait', 'cancelFutures'])
    const pool = this.address
    enter(pool + ListWord.Guard)
    Atomics.store(words, pool + PoolWord.IsShutdown, 1)
    const cancelled = options.cancelFutures ? takeAllJobs(pool) : []
    leave(pool + ListWord.Guard)
    for (const future of cancelled)
      future.cancel()
    wakeFirst(pool + PoolWord.Idle, Infinity)
    if (options.wait ?? true)
      joinThreads(pool)
  }

  /**
   * Whether all its threads have ended, those that it had.
   * @internal
   */
  hasEnded(): boolean {
    const threads = this.address + PoolWord.Threads
    enter(this.address + ListWord.Guard)
    try {
      for (let index = 0; index < ringSize(threads); index++) {
        if (Atomics.load(words, words[itemAt(threads, index)]! + ThreadWord.Done) === 0)
          return false
      }
      return true
    }
    finally {
      leave(this.address + ListWord.Guard)
    }
  }

  override toString(): string {
    return `<ThreadPoolExecutor ${peekValue(words[this.address + PoolWord.Prefix]!) as string}>`
  }
}

/** Why a pool takes no call, if it takes none. */
function refusalOf(pool: number): Error | undefined {
  if (words[pool + PoolWord.IsBroken] === 1)
    return new BrokenThreadPool(BROKEN)
  if (words[pool + PoolWord.IsShutdown] === 1)
    return new RuntimeError('cannot schedule new futures after shutdown')
  if (Atomics.load(words, Word.Finalizing) === 1)
    return new RuntimeError('cannot schedule new futures after interpreter shutdown')
  return undefined
}

function startThread(pool: number, thread: Thread): void {
  try {
    thread.start()
  }
  catch (error) {
    // No thread will ever work through the queue's end for it, and nobody may wait for one.
    enter(pool + ListWord.Guard)
    const threads = pool + PoolWord.Threads
    for (let left = ringSize(threads); left > 0; left--) {
      const record = words[takeFirstItem(threads)]!
      if (record !== thread.address)
        pushLast(threads, record, 0)
    }
    leave(pool + ListWord.Guard)
    throw error
  }
}

/** Takes all calls that have not begun; the guard is held. */
function takeAllJobs(pool: number): Future[] {
  const futures: Future[] = []
  while (ringSize(pool + PoolWord.Jobs) > 0) {
    const job = takeFirstItem(pool + PoolWord.Jobs)
    futures.push(futureAt(words[job]!))
    free(words[job + 1]!)
  }
  return futures
}

function joinThreads(pool: number): void {
  const threads = pool + PoolWord.Threads
  for (let index = 0; ; index++) {
    enter(pool + ListWord.Guard)
    const record = index < ringSize(threads) ? words[itemAt(threads, index)]! : 0
    leave(pool + ListWord.Guard)
    if (record === 0)
      return
    if (record === currentThreadRecord())
      throw new RuntimeError('cannot join current thread')
    const done = record + ThreadWord.Done
    if (Atomics.load(words, done) === 0) {
      blocking(State.Waiting, record, words[record + ThreadWord.Lane]!, () => {
        while (Atomics.load(words, done) === 0)
          futexWait(done, 0)
      })
    }
  }
}

/** What a thread of a pool does. */
function work(pool: number): void {
  if (!initialize(pool))
    return
  for (;;) {
    enter(pool + ListWord.Guard)
    if (ringSize(pool + PoolWord.Jobs) > 0) {
      const job = takeFirstItem(pool + PoolWord.Jobs)
      const future = words[job]!
      const call = words[job + 1]!
      leave(pool + ListWord.Guard)
      runJob(futureAt(future), call)
      continue
    }
    if (words[pool + PoolWord.IsShutdown] === 1 || Atomics.load(words, Word.Finalizing) === 1) {
      leave(pool + ListWord.Guard)
      return
    }
    const entry = enlist(pool + PoolWord.Idle)
    leave(pool + ListWord.Guard)
    blocking(State.Waiting, pool, 0, () => park(pool + PoolWord.Idle, entry, Infinity))
  }
}

/** Calls the pool's initializer; false when it raised something. */
function initialize(pool: number): boolean {
  const initializer = words[pool + PoolWord.Initializer]!
  if (initializer === 0)
    return true
  try {
    const [name, ...args] = peekValue(initializer) as [string, ...unknown[]]
    registeredFunction(name)(...args)
    return true
  }
  catch (error) {
    raiseStop(error)
    report({ severity: 'error', origin: 'thread', where: currentThread().name, ...describeError(error), hint: 'Exception in initializer: the pool can\'t be used any more.' })
    enter(pool + ListWord.Guard)
    Atomics.store(words, pool + PoolWord.IsBroken, 1)
    const futures = takeAllJobs(pool)
    leave(pool + ListWord.Guard)
    for (const future of futures)
      future.setException(new BrokenThreadPool(BROKEN))
    return false
  }
}

/** Makes a call and gives its future what came of it. */
function runJob(future: Future, call: number): void {
  if (!future.setRunningOrNotifyCancel()) {
    free(call)
    return
  }
  try {
    const [name, args] = takeValue(call) as [string, unknown[]]
    current.line = 0
    future.setResult(registeredFunction(name)(...args))
  }
  catch (error) {
    raiseStop(error)
    future.setException(asException(error))
  }
}

function raiseStop(error: unknown): void {
  if (error instanceof KeyboardInterrupt && isStopping())
    throw error
}

function addToAllPools(pool: number): void {
  do
    words[pool + PoolWord.Next] = Atomics.load(words, Word.ThreadPools)
  while (Atomics.compareExchange(words, Word.ThreadPools, words[pool + PoolWord.Next]!, pool) !== words[pool + PoolWord.Next])
}

registerSharedClass(ThreadPoolExecutor)
registerFunction('concurrent.futures.work', work, false)

// When main has returned, the pools' threads finish what was submitted, and end when there is nothing more.
atFinalization(() => {
  for (let pool = Atomics.load(words, Word.ThreadPools); pool !== 0; pool = words[pool + PoolWord.Next]!)
    wakeFirst(pool + PoolWord.Idle, Infinity)
})
