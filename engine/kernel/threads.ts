/**
 * Running threads: the queue from which parked workers take them, their start and their end. The Thread class of programs
 * is in stdlib/threading.
 */
import type { LaneEnd } from '../protocol/trace'
import { Table, Word } from '../protocol/layout'
import { ThreadState, ThreadWord } from '../protocol/thread-layout'
import { LaneKind, State } from '../protocol/trace'
import { current } from './current'
import { ring } from './doorbell'
import { futexWait, futexWaitQuietly, futexWake, isStopping } from './futex'
import { dropGil, takeGil } from './gil'
import { discountRunning, waitForThreadQuietly } from './hang'
import { words } from './memory'
import { compareModuleState } from './module-state'
import { lockMutex, unlockMutex } from './mutex'
import { mainLane, nextLane } from './process'
import { nameLane } from './text-writer'
import { addToLive, currentThreadRecord, removeFromLive, setCurrentThread, threadName } from './thread-record'
import { traceLaneEnd, traceLaneStart, traceState } from './trace-writer'

/**
 * Starts a thread on a parked worker and returns when it runs, as CPython's `Thread.start` does.
 *
 * @throws RuntimeError `can't start new thread` when the run has its maximum of live threads
 */
export function startThread(record: number): void {
  compareModuleState()
  addToLive(record)
  const lane = nextLane()
  words[record + ThreadWord.Lane] = lane
  Atomics.store(words, record + ThreadWord.State, ThreadState.Started)
  if (words[record + ThreadWord.Daemon] === 0)
    Atomics.add(words, Word.NonDaemonCount, 1)
  nameLane(lane, threadName(record))
  traceLaneStart(lane, LaneKind.Thread, current.line)

  lockMutex(Word.PendingLock)
  words[Table.Pending + words[Word.PendingCount]!] = record
  words[Word.PendingCount]! += 1
  unlockMutex(Word.PendingLock)
  Atomics.add(words, Word.PendingSignal, 1)
  futexWake(Word.PendingSignal)
  ring()

  traceState(current.lane, State.Waiting, 0, lane)
  dropGil()
  try {
    while (Atomics.load(words, record + ThreadWord.Running) === 0)
      futexWait(record + ThreadWord.Running, 0)
  }
  finally {
    takeGil()
  }
  traceState(current.lane, State.Running)
}

function takePending(): number {
  lockMutex(Word.PendingLock)
  const count = words[Word.PendingCount]!
  const pending = words.subarray(Table.Pending, Table.Pending + count)
  const record = count > 0 ? pending[0]! : 0
  if (record !== 0) {
    pending.copyWithin(0, 1)
    words[Word.PendingCount] = count - 1
  }
  unlockMutex(Word.PendingLock)
  return record
}

/** Wakes the threads that join a thread. */
function markEnded(record: number): void {
  Atomics.store(words, record + ThreadWord.State, ThreadState.Stopped)
  Atomics.store(words, record + ThreadWord.Done, 1)
  futexWake(record + ThreadWord.Done, Infinity)
}

/** Runs a thread from its first instruction to its last. Must not throw. */
function runThread(record: number, body: (record: number) => LaneEnd): void {
  setCurrentThread(record)
  current.threadLane = current.lane = words[record + ThreadWord.Lane]!
  current.line = 0
  takeGil()
  traceState(current.lane, State.Running)
  Atomics.store(words, record + ThreadWord.Running, 1)
  futexWake(record + ThreadWord.Running)
  traceLaneEnd(current.threadLane, body(record))
  setCurrentThread(0)
  const daemon = words[record + ThreadWord.Daemon] === 1
  Atomics.store(words, record + ThreadWord.State, ThreadState.Stopped)
  removeFromLive(record)
  if (!daemon)
    Atomics.sub(words, Word.NonDaemonCount, 1)
  markEnded(record)
  Atomics.add(words, Word.LiveChanged, 1)
  futexWake(Word.LiveChanged, Infinity)
  dropGil()
  discountRunning()
  current.threadLane = current.lane = 0
}

/**
 * Runs threads until the run is over: takes the next one from the queue, or parks until there is one.
 *
 * @param body runs a thread's target and reports its exception
 */
export function serveThreads(body: (record: number) => LaneEnd): void {
  while (!isStopping()) {
    const signal = Atomics.load(words, Word.PendingSignal)
    const record = takePending()
    if (record !== 0) {
      runThread(record, body)
      continue
    }
    Atomics.add(words, Word.ParkedWorkers, 1)
    futexWaitQuietly(Word.PendingSignal, signal)
    Atomics.sub(words, Word.ParkedWorkers, 1)
  }
}

/**
 * Runs the main thread. It becomes alive before any other.
 *
 * @param record the thread's record
 * @param body the thread's work
 * @param isAnnounced whether the timeline already has the lane
 */
export function runMainThread(record: number, body: (record: number) => LaneEnd, isAnnounced = false): void {
  const lane = mainLane()
  addToLive(record)
  setCurrentThread(record)
  words[record + ThreadWord.Lane] = lane
  words[record + ThreadWord.State] = ThreadState.Started
  current.threadLane = lane
  if (!isAnnounced) {
    nameLane(lane, threadName(record))
    traceLaneStart(lane, LaneKind.Thread, 0)
  }
  current.lane = lane
  takeGil()
  traceState(lane, State.Running)
  const end = body(record)
  traceLaneEnd(lane, end)
  dropGil()
}

const finalizers: (() => void)[] = []

/** Registers a function to call when `main` has returned, before the other threads are waited for. It must not block. */
export function atFinalization(finalizer: () => void): void {
  finalizers.push(finalizer)
}

/** Waits until every non-daemon thread has ended, like CPython's `threading._shutdown`. */
export function joinNonDaemonThreads(): void {
  Atomics.store(words, Word.Finalizing, 1)
  markEnded(currentThreadRecord())
  for (const finalize of finalizers)
    finalize()
  if (Atomics.load(words, Word.NonDaemonCount) === 0)
    return
  traceState(current.lane, State.Waiting)
  current.subject = current.peer = current.line = 0
  dropGil()
  for (;;) {
    const changed = Atomics.load(words, Word.LiveChanged)
    if (Atomics.load(words, Word.NonDaemonCount) === 0 || isStopping())
      break
    waitForThreadQuietly(Word.LiveChanged, changed)
  }
  takeGil()
}
