import type { ShutdownOptions } from './executor'
import { free } from '../../kernel/allocator'
import { blocking, forbidAtTopLevel } from '../../kernel/blocking'
import { putValue } from '../../kernel/codec'
import { takeKept } from '../../kernel/copied-arguments'
import { RuntimeError } from '../../kernel/errors'
import { waitForThread } from '../../kernel/hang'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { currentThreadRecord } from '../../kernel/thread-record'
import { atFinalization } from '../../kernel/threads'
import { enlist, park, signal, takeFirst, wake, wakeFirst } from '../../kernel/wait-list'
import { Op } from '../../protocol/baton-layout'
import { PoolWord } from '../../protocol/future-layout'
import { Word } from '../../protocol/layout'
import { ThreadWord } from '../../protocol/thread-layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'
import { itemAt, pushLast, ringSize, takeFirstItem } from '../queue/ring'
import { callableName, Executor } from './executor'
import { Future, futureAt } from './future'

/** A call that has not started. */
export interface Job {
  /** Address of the future. */
  future: number
  /** Address of the value that holds the function's name and the arguments. */
  call: number
}

/** An executor whose workers take calls from one queue. */
export abstract class PoolExecutor extends Executor {
  /**
   * The class's name in errors.
   *
   * @internal
   */
  protected abstract _className(): string

  /**
   * Creates the record of another worker; the guard is held.
   *
   * @internal
   */
  protected abstract _makeWorker(count: number): number

  /**
   * Starts a worker.
   *
   * @internal
   */
  protected abstract _startWorker(record: number): void

  /**
   * Why the pool is broken.
   *
   * @internal
   */
  protected abstract _brokenError(): Error

  /**
   * Puts a call into shared memory; returns an already failed future if the call can't cross.
   *
   * @internal
   */
  protected abstract _putCall(name: string, args: readonly unknown[]): number | Future<never>

  override submit<Args extends readonly unknown[], Result>(fn: (...args: Args) => Result, ...args: Args): Future<Result> {
    schedulePoint(Op.Put, this.address)
    forbidAtTopLevel('a call can\'t be submitted')
    const pool = this.address
    const call = this._putCall(callableName(fn, 'the function given to submit()'), args)
    lockMutex(pool + WaitListWord.Guard)
    const refusal = this._refusal()
    if (refusal) {
      unlockMutex(pool + WaitListWord.Guard)
      if (typeof call === 'number')
        free(call)
      throw refusal
    }
    if (typeof call !== 'number') {
      unlockMutex(pool + WaitListWord.Guard)
      return call
    }
    const future = this._makeFuture<Result>()
    pushLast(pool + PoolWord.Jobs, future.address, call)
    const idle = takeFirst(pool + PoolWord.Idle)
    if (idle !== 0)
      signal(idle)
    const worker = idle === 0 ? this._nextWorker() : 0
    unlockMutex(pool + WaitListWord.Guard)
    if (idle !== 0)
      wake(idle)
    if (worker !== 0)
      this._startOrForget(worker)
    return future
  }

  protected _makeFuture<Result>(): Future<Result> {
    return new Future<Result>()
  }

  /** The error that refuses calls, if they are refused; the guard is held. */
  private _refusal(): Error | undefined {
    if (words[this.address + PoolWord.IsBroken] === 1)
      return this._brokenError()
    if (words[this.address + PoolWord.IsShutdown] === 1)
      return new RuntimeError('cannot schedule new futures after shutdown')
    if (Atomics.load(words, Word.Finalizing) === 1)
      return new RuntimeError('cannot schedule new futures after interpreter shutdown')
    return undefined
  }

  /** Record of another worker, 0 if the pool may have no more; the guard is held. */
  private _nextWorker(): number {
    const pool = this.address
    if (words[pool + PoolWord.Alive]! >= words[pool + PoolWord.MaxWorkers]!)
      return 0
    const count = ringSize(pool + PoolWord.Workers)
    const record = this._makeWorker(count)
    addWorker(pool, record)
    return record
  }

  private _startOrForget(record: number): void {
    try {
      this._startWorker(record)
    }
    catch (error) {
      forgetWorker(this.address, record)
      throw error
    }
  }

  override shutdown(options: ShutdownOptions = {}): void {
    schedulePoint(Op.Notify, this.address)
    checkOptions(`${this._className()}.shutdown`, options, ['wait', 'cancelFutures'])
    const pool = this.address
    lockMutex(pool + WaitListWord.Guard)
    Atomics.store(words, pool + PoolWord.IsShutdown, 1)
    const cancelled = options.cancelFutures ? takeAllJobs(pool) : []
    unlockMutex(pool + WaitListWord.Guard)
    for (const future of cancelled)
      future.cancel()
    wakeAll(pool)
    if (options.wait ?? true) {
      joinWorkers(pool)
      const caller = words[pool + PoolWord.CallerThread]!
      if (caller !== 0)
        joinWorker(caller)
    }
  }

  /**
   * Whether all its workers have ended.
   * @internal
   */
  hasEnded(): boolean {
    const workers = this.address + PoolWord.Workers
    lockMutex(this.address + WaitListWord.Guard)
    try {
      for (let index = 0; index < ringSize(workers); index++) {
        if (Atomics.load(words, words[itemAt(workers, index)]! + ThreadWord.Done) === 0)
          return false
      }
      return true
    }
    finally {
      unlockMutex(this.address + WaitListWord.Guard)
    }
  }
}

/** Adds a worker to be started; the guard is held. */
export function addWorker(pool: number, record: number): void {
  const workers = pool + PoolWord.Workers
  pushLast(workers, record, 0)
  words[pool + PoolWord.Alive]! += 1
  if (ringSize(workers) === 1)
    addToAllPools(pool)
}

/** Removes a worker that could not be started, so that no thread waits for it. */
function forgetWorker(pool: number, forgotten: number): void {
  lockMutex(pool + WaitListWord.Guard)
  const workers = pool + PoolWord.Workers
  for (let left = ringSize(workers); left > 0; left--) {
    const record = words[takeFirstItem(workers)]!
    if (record !== forgotten)
      pushLast(workers, record, 0)
  }
  words[pool + PoolWord.Alive]! -= 1
  unlockMutex(pool + WaitListWord.Guard)
}

/** Puts a call for a thread into shared memory. */
export function putThreadCall(name: string, args: readonly unknown[]): number {
  return putValue([name, args, takeKept()], 'submit()')
}

/** Takes all calls that have not started; the guard is held. */
export function takeAllJobs(pool: number): Future[] {
  const futures: Future[] = []
  while (ringSize(pool + PoolWord.Jobs) > 0) {
    const job = takeFirstItem(pool + PoolWord.Jobs)
    futures.push(futureAt(words[job]!))
    free(words[job + 1]!)
  }
  return futures
}

/** Whether a pool takes no more calls. */
export function isClosed(pool: number): boolean {
  return words[pool + PoolWord.IsShutdown] === 1 || words[pool + PoolWord.IsBroken] === 1 || Atomics.load(words, Word.Finalizing) === 1
}

/**
 * Takes the next call.
 *
 * @returns a call; or an entry of the list of idle workers to {@link park} with; or undefined when no call will come
 */
export function takeJob(pool: number): Job | { entry: number } | undefined {
  lockMutex(pool + WaitListWord.Guard)
  try {
    if (ringSize(pool + PoolWord.Jobs) > 0) {
      const job = takeFirstItem(pool + PoolWord.Jobs)
      return { future: words[job]!, call: words[job + 1]! }
    }
    return isClosed(pool) ? undefined : { entry: enlist(pool + PoolWord.Idle) }
  }
  finally {
    unlockMutex(pool + WaitListWord.Guard)
  }
}

/** Waits as an idle worker until there may be a call. */
export function waitForJob(pool: number, entry: number): void {
  park(pool + PoolWord.Idle, entry, Infinity)
}

function joinWorkers(pool: number): void {
  const workers = pool + PoolWord.Workers
  for (let index = 0; ; index++) {
    lockMutex(pool + WaitListWord.Guard)
    const record = index < ringSize(workers) ? words[itemAt(workers, index)]! : 0
    unlockMutex(pool + WaitListWord.Guard)
    if (record === 0)
      return
    joinWorker(record)
  }
}

function joinWorker(record: number): void {
  if (record === currentThreadRecord())
    throw new RuntimeError('cannot join current thread')
  const done = record + ThreadWord.Done
  if (Atomics.load(words, done) !== 0)
    return
  blocking(State.Waiting, record, words[record + ThreadWord.Lane]!, () => {
    while (Atomics.load(words, done) === 0)
      waitForThread(done, 0)
  })
}

/** Wakes a pool's idle workers, to check whether it has been shut down. */
function wakeAll(pool: number): void {
  wakeFirst(pool + PoolWord.Idle, Infinity)
  wakeFirst(pool + PoolWord.Caller, Infinity, pool + WaitListWord.Guard)
}

function addToAllPools(pool: number): void {
  if (words[pool + PoolWord.Next] !== 0)
    return
  let first: number
  do {
    first = Atomics.load(words, Word.Pools)
    words[pool + PoolWord.Next] = first === 0 ? pool : first
  } while (Atomics.compareExchange(words, Word.Pools, first, pool) !== first)
}

// When main has returned, the workers finish the submitted calls and then end.
atFinalization(() => {
  for (let pool = Atomics.load(words, Word.Pools), last = 0; pool !== last && pool !== 0; last = pool, pool = words[pool + PoolWord.Next]!)
    wakeAll(pool)
})
