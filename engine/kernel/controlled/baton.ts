/**
 * The baton: of the threads of a Controlled run exactly one runs, the one that holds it. At each step a thread notes what it
 * is about to do, chooses who goes on, and if that is another thread, hands the baton over and waits until it gets it back.
 */
import type { WorkerToSandbox } from '../../protocol/messages'
import { BatonState, BatonWord, Control, ControlTable, End, MAX_RUN_THREADS, Op, OPERATION_WORDS, OperationWord, Test } from '../../protocol/baton-layout'
import { current } from '../current'
import { RuntimeError } from '../errors'
import { control, controlFloats, noteOperation, noteValue } from './notes'
import { batonOf, chooseNext, endRun, goOf, goOnWithoutChoice, isEnabled, wakeWorker } from './scheduler'

/** Number of the thread that runs on this worker. */
let me = 0

/** The operation that this thread has noted last. */
let operation = 0

/** The value of this thread's last operation has become known. */
export function valueOfStep(value: unknown): void {
  noteValue(operation, value)
}

/** This thread's last operation has touched an inbox too. */
export function inboxOfStep(inbox: number): void {
  control[ControlTable.Operations + OPERATION_WORDS * operation + OperationWord.Inbox] = inbox
}

/** A thread's next operation, and what has to be so before it can be done. */
export interface Next {
  kind: Op
  object: number
  item?: number
  /** For a start and a join: the other thread's number. */
  thread?: number
  test?: Test
  address?: number
  operand?: number
  other?: { test: Test, address: number, operand: number }
  /** A lock that has to be free besides. */
  lock?: number
  /** A further object that it touches in the same way. */
  also?: number
  /** In virtual milliseconds from now. */
  timeout?: number
}

function announce(thread: number, { kind, object, item, thread: of, also, test = Test.Nothing, address = 0, operand = 0, other, lock = 0, timeout = Infinity }: Next): number {
  const at = batonOf(thread)
  const index = noteOperation(kind, object, item, of, also, timeout !== Infinity)
  control[at + BatonWord.Operation] = index
  control[at + BatonWord.Test] = test
  control[at + BatonWord.Address] = address
  control[at + BatonWord.Operand] = operand
  control[at + BatonWord.OtherTest] = other?.test ?? Test.Nothing
  control[at + BatonWord.OtherAddress] = other?.address ?? 0
  control[at + BatonWord.OtherOperand] = other?.operand ?? 0
  control[at + BatonWord.Lock] = lock
  controlFloats[(at + BatonWord.Deadline) / 2] = controlFloats[Control.Clock / 2]! + timeout
  return index
}

/** Announces this thread's next operation. */
export function announceOwn(next: Next): void {
  operation = announce(me, next)
}

/** Whether what this thread has announced could be done now. */
export function canGoOn(): boolean {
  return isEnabled(me)
}

/** Takes the step that this thread has announced, which no other thread may precede; false when the run has ended. */
export function goOn(): boolean {
  return goOnWithoutChoice()
}

/**
 * Lets the scheduler choose; returns when it has chosen this thread, or the run has ended.
 *
 * @returns false when the run has ended
 */
export function passBaton(): boolean {
  const next = chooseNext()
  if (next < 0)
    return false
  if (next === me)
    return true
  give(next)
  awaitBaton()
  return control[Control.End] === End.None
}

function awaitBaton(): void {
  const go = goOf(current.worker)
  while (Atomics.load(control, go) === 0)
    Atomics.wait(control, go, 0)
  Atomics.store(control, go, 0)
}

function give(thread: number): void {
  const at = batonOf(thread)
  if (control[at + BatonWord.State] === BatonState.Started) {
    const worker = freeWorker()
    control[at + BatonWord.Worker] = worker
    control[at + BatonWord.State] = BatonState.Running
    control[ControlTable.Taken + worker] = thread + 1
    Atomics.add(control, Control.Busy, 1)
  }
  wakeWorker(control[at + BatonWord.Worker]!)
}

/** The first worker that runs no thread; asks the sandbox for a further one if there is none. */
function freeWorker(): number {
  for (;;) {
    const ready = Atomics.load(control, Control.Ready)
    for (let worker = 1; worker < ready; worker++) {
      if (control[ControlTable.Taken + worker] === 0)
        return worker
    }
    const message: WorkerToSandbox = { type: 'more-workers', ready }
    postMessage(message)
    Atomics.wait(control, Control.Ready, ready)
  }
}

/**
 * A thread was started: from now on it is among those that can be chosen.
 *
 * @param record its record in the run's memory; 0 for the main thread
 * @param lane of the timeline
 * @returns its number
 * @throws RuntimeError when the run has started the most threads that it may
 */
export function addThread(record: number, lane: number): number {
  const thread = control[Control.ThreadCount]!
  if (thread >= MAX_RUN_THREADS)
    throw new RuntimeError(`can't start new thread: a Controlled run may start ${MAX_RUN_THREADS}`)
  const at = batonOf(thread)
  control[at + BatonWord.State] = BatonState.Started
  control[at + BatonWord.Record] = record
  control[at + BatonWord.Lane] = lane
  control[Control.ThreadCount] = thread + 1
  announce(thread, { kind: Op.Begin, object: 0 })
  return thread
}

/** The thread that this one's step has started. */
export function startedThread(thread: number): void {
  control[ControlTable.Operations + OPERATION_WORDS * operation + OperationWord.Thread] = thread + 1
}

/** The main thread begins on this worker. */
export function beginMain(lane: number): void {
  me = addThread(0, lane)
  const at = batonOf(me)
  control[at + BatonWord.State] = BatonState.Running
  control[at + BatonWord.Worker] = current.worker
  operation = control[at + BatonWord.Operation]!
  passBaton()
}

/** The main thread has ended, and the run with it. */
export function endMain(end: End): void {
  endRun(end)
  control[batonOf(me) + BatonWord.State] = BatonState.Ended
}

/**
 * Waits until a thread is to begin on this worker.
 *
 * @returns its record; 0 when the workers are to leave
 */
export function awaitThread(): number {
  awaitBaton()
  if (control[Control.Closed] !== 0)
    return 0
  me = control[ControlTable.Taken + current.worker]! - 1
  operation = control[batonOf(me) + BatonWord.Operation]!
  return control[batonOf(me) + BatonWord.Record]!
}

/** This worker's thread has ended: the last thing that it does in the run's memory is behind it. */
export function leaveThread(): void {
  control[batonOf(me) + BatonWord.State] = BatonState.Ended
  control[ControlTable.Taken + current.worker] = 0
  const isOver = control[Control.End] !== End.None
  const next = isOver ? -1 : chooseNext()
  Atomics.sub(control, Control.Busy, 1)
  Atomics.notify(control, Control.Busy)
  if (next >= 0)
    give(next)
}

/** Waits, on the first worker, until no other one is in the run any more. */
export function awaitOthers(): void {
  for (;;) {
    const busy = Atomics.load(control, Control.Busy)
    if (busy === 0)
      return
    Atomics.wait(control, Control.Busy, busy)
  }
}

/** The number of the thread with this record; -1 for none. */
export function numberOf(record: number): number {
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++) {
    if (control[batonOf(thread) + BatonWord.Record] === record)
      return thread
  }
  return -1
}
