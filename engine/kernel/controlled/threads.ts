/**
 * Threads of a Controlled run: see kernel/threads.ts, whose records they have. A thread that is started runs when the
 * scheduler chooses it for the first time, on a worker that has none.
 */
import type { LaneEnd } from '../../protocol/trace'
import { End, Op, Test } from '../../protocol/baton-layout'
import { Word } from '../../protocol/layout'
import { ThreadState, ThreadWord } from '../../protocol/thread-layout'
import { LaneEnd as LaneEnds } from '../../protocol/trace'
import { current } from '../current'
import { words } from '../memory'
import { mainLane, nextLane } from '../process'
import { addToLive, currentThreadRecord, liveThreads, removeFromLive, setCurrentThread, threadName } from '../thread-record'
import { addThread, announceOwn, awaitThread, beginMain, endMain, leaveThread, numberOf, passBaton, startedThread } from './baton'
import { isStopping } from './futex'
import { takeStep } from './schedule'
import { nameLane } from './text-writer'

/**
 * Starts a thread; returns at once.
 *
 * @throws RuntimeError `can't start new thread` when the most threads that a run may have are alive
 */
export function startThread(record: number): void {
  takeStep({ kind: Op.Start, object: 0 })
  addToLive(record)
  const lane = nextLane()
  words[record + ThreadWord.Lane] = lane
  Atomics.store(words, record + ThreadWord.State, ThreadState.Started)
  if (words[record + ThreadWord.Daemon] === 0)
    Atomics.add(words, Word.NonDaemonCount, 1)
  nameLane(lane, threadName(record))
  startedThread(addThread(record, lane))
}

function markEnded(record: number): void {
  Atomics.store(words, record + ThreadWord.State, ThreadState.Stopped)
  Atomics.store(words, record + ThreadWord.Done, 1)
}

function runThread(record: number, body: (record: number) => LaneEnd): void {
  setCurrentThread(record)
  current.threadLane = current.lane = words[record + ThreadWord.Lane]!
  current.line = 0
  body(record)
  lastStep()
  setCurrentThread(0)
  removeFromLive(record)
  if (words[record + ThreadWord.Daemon] === 0)
    Atomics.sub(words, Word.NonDaemonCount, 1)
  markEnded(record)
  Atomics.add(words, Word.LiveChanged, 1)
  current.threadLane = current.lane = 0
}

function lastStep(): void {
  if (isStopping())
    return
  announceOwn({ kind: Op.End, object: currentThreadRecord() })
  passBaton()
}

/**
 * Runs threads as long as there are Controlled runs.
 *
 * @param prepare called before each thread, when none runs
 * @param body runs a thread's target and reports its exception
 */
export function serveThreads(prepare: () => void, body: (record: number) => LaneEnd): void {
  for (;;) {
    const record = awaitThread()
    if (record === 0)
      return
    prepare()
    if (!isStopping())
      runThread(record, body)
    leaveThread()
  }
}

/** How the main thread has ended. */
let mainEnd: LaneEnd = LaneEnds.Returned

/**
 * Runs the main thread.
 *
 * @param record the thread's
 * @param body the thread's work
 */
export function runMainThread(record: number, body: (record: number) => LaneEnd): void {
  const lane = mainLane()
  addToLive(record)
  setCurrentThread(record)
  words[record + ThreadWord.Lane] = lane
  words[record + ThreadWord.State] = ThreadState.Started
  current.threadLane = lane
  nameLane(lane, threadName(record))
  current.lane = lane
  beginMain(lane)
  mainEnd = body(record)
}

const finalizers: (() => void)[] = []

/** Has a function called when `main` has returned, before the other threads are waited for. It must not block. */
export function atFinalization(finalizer: () => void): void {
  finalizers.push(finalizer)
}

/** Joins them one after the other, as CPython's `threading._shutdown` does. */
function joinOthers(main: number): void {
  for (;;) {
    const record = liveThreads().find(other => other !== main && words[other + ThreadWord.Daemon] === 0)
    if (record === undefined || isStopping())
      return
    announceOwn({ kind: Op.Join, object: record, thread: numberOf(record), test: Test.NotEqual, address: record + ThreadWord.Done, operand: 0 })
    passBaton()
  }
}

/** Waits until every thread that is no daemon has ended, and ends the run. */
export function joinNonDaemonThreads(): void {
  if (!isStopping()) {
    const record = currentThreadRecord()
    Atomics.store(words, Word.Finalizing, 1)
    markEnded(record)
    for (const finalize of finalizers)
      finalize()
    joinOthers(record)
    lastStep()
  }
  endMain(mainEnd === LaneEnds.Raised ? End.Error : End.Finished)
}
