import { free, reserve } from '../../kernel/allocator'
/** A worker process: it makes calls for the executor of its parent process, whose memory holds the futures. */
import { blocking } from '../../kernel/blocking'
import { copyBytes, decode, encodeForProcess, putBytes, putValue } from '../../kernel/codec'
import { registeredFunction } from '../../kernel/functions'
import { futexWake } from '../../kernel/futex'
import { discountRunning } from '../../kernel/hang'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { inParent } from '../../kernel/process'
import { report } from '../../kernel/text-writer'
import { runMainThread } from '../../kernel/threads'
import { asException } from '../../kernel/thrown'
import { listSize, signal, takeFirst, wake, wakeFirst } from '../../kernel/wait-list'
import { FutureState, PoolWord } from '../../protocol/future-layout'
import { Word } from '../../protocol/layout'
import { THREAD_WORDS, ThreadWord } from '../../protocol/thread-layout'
import { State } from '../../protocol/trace'
import { WaitListWord } from '../../protocol/wait-layout'
import { pushLast, ringSize, takeFirstItem } from '../queue/ring'
import { describeError, runToEnd } from '../threading/bootstrap'
import { BrokenProcessPool } from './errors'
import { finishFuture, startFuture } from './future-word'
import { addWorker, takeJob, waitForJob } from './pool'
import { announceProcess, makeProcess, nextProcessNumber } from './process-record'
import { bareError } from './put-error'
import { withRemoteTraceback } from './remote-traceback'
import { raiseStop } from './thread-pool'

/** A call, copied out of the parent process's memory. */
interface Call {
  future: number
  data: Uint8Array<ArrayBuffer>
}

/**
 * Makes calls until there are no more to come.
 *
 * @param executor address of the executor, in the parent process's memory
 * @param failure what evaluating the module raised, if it raised
 * @param failure.error the exception
 */
export function runProcess(executor: number, failure: { error: unknown } | undefined): void {
  const record = reserve(THREAD_WORDS)
  words[record + ThreadWord.Name] = putValue('MainThread', 'name')
  runMainThread(record, main => runToEnd(main, 'main', () => {
    if (!initialize(executor, failure))
      return
    const maxTasks = inParent(() => words[executor + PoolWord.MaxTasks]!) || Infinity
    for (let tasks = 0; tasks < maxTasks;) {
      const next = inParent(() => takeCall(executor))
      if (!next)
        return
      if ('entry' in next) {
        blocking(State.Waiting, 0, 0, () => inParent(() => waitForJob(executor, next.entry)))
        continue
      }
      tasks += 1
      makeCall(executor, next)
    }
  }), true)
}

/** Reports to the parent process that this one has ended; another replaces it if there are calls left. */
export function endProcess(executor: number, record: number): void {
  const successor = inParent(() => {
    lockMutex(executor + WaitListWord.Guard)
    words[executor + PoolWord.Alive]! -= 1
    const isWanted = ringSize(executor + PoolWord.Jobs) > 0 && words[executor + PoolWord.IsBroken] === 0
      && listSize(executor + PoolWord.Idle) === 0 && words[executor + PoolWord.Alive]! < words[executor + PoolWord.MaxWorkers]!
    const next = isWanted ? makeProcess() : 0
    if (next !== 0)
      addWorker(executor, next)
    unlockMutex(executor + WaitListWord.Guard)
    return next === 0 ? undefined : { record: next, lane: words[next + ThreadWord.Lane]!, number: nextProcessNumber() }
  })
  if (successor)
    announceProcess(successor.record, executor, true, successor.lane, successor.number)
  inParent(() => {
    Atomics.store(words, record + ThreadWord.Done, 1)
    futexWake(record + ThreadWord.Done, Infinity)
    wakeFirst(executor + PoolWord.Caller, Infinity, executor + WaitListWord.Guard)
    Atomics.sub(words, Word.NonDaemonCount, 1)
    Atomics.add(words, Word.LiveChanged, 1)
    futexWake(Word.LiveChanged, Infinity)
    discountRunning()
  })
}

/** Takes the next call that was not cancelled; see {@link takeJob}. */
function takeCall(executor: number): Call | { entry: number } | undefined {
  for (;;) {
    const job = takeJob(executor)
    if (!job || 'entry' in job)
      return job
    const data = copyBytes(job.call)
    free(job.call)
    if (startFuture(job.future))
      return { future: job.future, data }
  }
}

function makeCall(executor: number, { future, data }: Call): void {
  let state: FutureState.Finished | FutureState.Failed = FutureState.Finished
  let outcome: Uint8Array
  try {
    const [name, args] = decode(data) as [string, unknown[]]
    outcome = encodeForProcess(registeredFunction(name)(...args), 'the result')
  }
  catch (error) {
    raiseStop(error)
    state = FutureState.Failed
    outcome = encodeError(withRemoteTraceback(asException(error)))
  }
  inParent(() => storeOutcome(executor, future, state, outcome))
}

/** An exception as bytes, without its fields if those can't be copied. */
function encodeError(error: Error): Uint8Array {
  try {
    return encodeForProcess(error, 'the exception')
  }
  catch {
    return encodeForProcess(bareError(error), 'the exception')
  }
}

/** In the parent process's memory: sets a future's outcome, and queues its callbacks for a thread there. */
function storeOutcome(executor: number, future: number, state: FutureState.Finished | FutureState.Failed, outcome: Uint8Array): void {
  const callbacks = finishFuture(future, state, putBytes(outcome)) ?? []
  if (callbacks.length === 0)
    return
  lockMutex(executor + WaitListWord.Guard)
  for (const name of callbacks)
    pushLast(executor + PoolWord.Callbacks, future, name)
  const caller = takeFirst(executor + PoolWord.Caller)
  if (caller !== 0)
    signal(caller)
  unlockMutex(executor + WaitListWord.Guard)
  if (caller !== 0)
    wake(caller)
}

/** Calls the executor's initializer; false when it, or evaluating the module, has raised an exception. */
function initialize(executor: number, failure: { error: unknown } | undefined): boolean {
  try {
    if (failure)
      throw failure.error
    const data = inParent(() => {
      const initializer = words[executor + PoolWord.Initializer]!
      return initializer === 0 ? undefined : copyBytes(initializer)
    })
    if (data) {
      const [name, ...args] = decode(data) as [string, ...unknown[]]
      registeredFunction(name)(...args)
    }
    return true
  }
  catch (error) {
    raiseStop(error)
    report({ severity: 'error', origin: 'thread', where: 'a process of a ProcessPoolExecutor', ...describeError(error), hint: 'Exception in initializer: the pool can\'t be used any more.' })
    const broken = encodeForProcess(new BrokenProcessPool('A process in the process pool was terminated abruptly while the future was running or pending.'), 'the exception')
    inParent(() => breakPool(executor, broken))
    return false
  }
}

/** In the parent process's memory: marks an executor as broken. */
function breakPool(executor: number, error: Uint8Array): void {
  const futures: number[] = []
  lockMutex(executor + WaitListWord.Guard)
  Atomics.store(words, executor + PoolWord.IsBroken, 1)
  while (ringSize(executor + PoolWord.Jobs) > 0) {
    const job = takeFirstItem(executor + PoolWord.Jobs)
    futures.push(words[job]!)
    free(words[job + 1]!)
  }
  unlockMutex(executor + WaitListWord.Guard)
  for (const future of futures)
    storeOutcome(executor, future, FutureState.Failed, error)
  wakeFirst(executor + PoolWord.Idle, Infinity)
}
