import type { Kept } from '../../kernel/copied-arguments'
import { free } from '../../kernel/allocator'
import { blocking } from '../../kernel/blocking'
import { peekValue, putValue, takeValue } from '../../kernel/codec'
import { callWithCopies } from '../../kernel/copied-arguments'
import { current } from '../../kernel/current'
import { KeyboardInterrupt, ValueError } from '../../kernel/errors'
import { registeredFunction, registerFunction } from '../../kernel/functions'
import { isStopping } from '../../kernel/futex'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { registerSharedClass } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { report } from '../../kernel/text-writer'
import { asException } from '../../kernel/thrown'
import { POOL_WORDS, PoolWord } from '../../protocol/future-layout'
import { Word } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'
import { describeError } from '../threading/bootstrap'
import { currentThread } from '../threading/module'
import { Thread, threadHandle } from '../threading/thread'
import { BrokenThreadPool } from './errors'
import { initializerName } from './executor'
import { futureAt } from './future'
import { PoolExecutor, putThreadCall, takeAllJobs, takeJob, waitForJob } from './pool'

const BROKEN = 'A thread initializer failed, the thread pool is not usable anymore'

/** Options of {@link ThreadPoolExecutor}. */
export interface ThreadPoolExecutorOptions<InitArgs extends readonly unknown[] = readonly unknown[]> {
  /** The most threads it has. @default the number of processors and 4 more, but at most 32 */
  maxWorkers?: number | null
  /** Prefix of the threads' names. @default `ThreadPoolExecutor-N` */
  threadNamePrefix?: string
  /** A function at the module's top level that each thread calls first. */
  initializer?: ((...args: InitArgs) => unknown) | null
  /** The initializer's arguments. @default [] */
  initargs?: InitArgs
}

/**
 * Runs calls in a pool of threads. Submitting a call starts a thread if none is idle, up to `maxWorkers`.
 *
 * @see https://docs.python.org/3.14/library/concurrent.futures.html#threadpoolexecutor
 */
export class ThreadPoolExecutor extends PoolExecutor {
  /**
   * @throws ValueError when maxWorkers is less than 1
   * @throws TypeError when the initializer is a closure or an async function
   */
  constructor(options: ThreadPoolExecutorOptions = {}) {
    checkOptions('ThreadPoolExecutor.__init__', options, ['maxWorkers', 'threadNamePrefix', 'initializer', 'initargs'])
    const { threadNamePrefix = '', initializer, initargs = [] } = options
    const maxWorkers = checkMaxWorkers(options.maxWorkers ?? Math.min(32, navigator.hardwareConcurrency + 4))
    const name = initializerName(initializer, 'ThreadPoolExecutor')
    super(POOL_WORDS, (address) => {
      const prefix = threadNamePrefix || `ThreadPoolExecutor-${Atomics.add(words, Word.LastPoolNumber, 1)}`
      words[address + PoolWord.MaxWorkers] = maxWorkers
      words[address + PoolWord.Prefix] = putValue(prefix, 'threadNamePrefix')
      words[address + PoolWord.Initializer] = name === undefined ? 0 : putValue([name, ...initargs], 'initargs')
    })
  }

  /** @internal */
  protected override _className(): string {
    return 'ThreadPoolExecutor'
  }

  /** @internal */
  protected override _makeWorker(count: number): number {
    const prefix = peekValue(words[this.address + PoolWord.Prefix]!) as string
    return new Thread({ target: work, args: [this.address], name: `${prefix}_${count}` }).address
  }

  /** @internal */
  protected override _startWorker(record: number): void {
    threadHandle(record).start()
  }

  /** @internal */
  protected override _brokenError(): Error {
    return new BrokenThreadPool(BROKEN)
  }

  /** @internal */
  protected override _putCall(name: string, args: readonly unknown[]): number {
    return putThreadCall(name, args)
  }

  override toString(): string {
    return `<concurrent.futures.thread.${this.constructor.name} object at ${hex(this.address)}>`
  }
}

/** @throws ValueError when it is less than 1 */
export function checkMaxWorkers(maxWorkers: number): number {
  if (!Number.isInteger(maxWorkers))
    throw new TypeError('max_workers must be a whole number')
  if (maxWorkers <= 0)
    throw new ValueError('max_workers must be greater than 0')
  return maxWorkers
}

/** The loop of a pool's thread. */
function work(pool: number): void {
  if (!initialize(pool))
    return
  for (;;) {
    const job = takeJob(pool)
    if (!job)
      return
    current.line = 0
    if ('entry' in job)
      blocking(State.Waiting, pool, 0, () => waitForJob(pool, job.entry))
    else
      runJob(job.future, job.call)
  }
}

/** Calls the pool's initializer; false when it raised an exception. */
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
    lockMutex(pool + WaitListWord.Guard)
    Atomics.store(words, pool + PoolWord.IsBroken, 1)
    const futures = takeAllJobs(pool)
    unlockMutex(pool + WaitListWord.Guard)
    for (const future of futures)
      future.setException(new BrokenThreadPool(BROKEN))
    return false
  }
}

/** Makes a call and completes its future with the outcome. */
function runJob(address: number, call: number): void {
  const future = futureAt(address)
  if (!future.setRunningOrNotifyCancel()) {
    free(call)
    return
  }
  try {
    const [name, args, kept] = takeValue(call) as [string, unknown[], Kept]
    future.setResult(callWithCopies(registeredFunction(name), args, kept))
  }
  catch (error) {
    raiseStop(error)
    future.setException(asException(error))
  }
}

/** Raises Stop's KeyboardInterrupt again: programs must not catch it. */
export function raiseStop(error: unknown): void {
  if (error instanceof KeyboardInterrupt && isStopping())
    throw error
}

registerSharedClass(ThreadPoolExecutor)
registerFunction('concurrent.futures.work', work, false)
