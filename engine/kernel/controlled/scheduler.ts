/** Which thread takes the next step of a Controlled run. The thread that holds the baton runs this. */
import { BATON_WORDS, BatonState, BatonWord, Control, ControlTable, End, MAX_PENDING, OPERATION_WORDS, OperationWord, PENDING_WORDS, PendingWord, STEP_WORDS, StepWord, Test } from '../../protocol/baton-layout'
import { Breaker, Word } from '../../protocol/layout'
import { LockState, LockWord } from '../../protocol/lock-layout'
import { words } from '../memory'
import { choiceOfPolicy, followSteps, isSpinning } from './followed'
import { control, controlFloats, hasRoom } from './notes'

/** Where a thread's words are. */
export function batonOf(thread: number): number {
  return ControlTable.Threads + BATON_WORDS * thread
}

function isHeld(lock: number): boolean {
  const state: LockState = words[lock + LockWord.State]!
  return state === LockState.Held || state === LockState.HeldWanted
}

/** Whether a word is as it should be. */
export function holds(test: Test, address: number, operand: number): boolean {
  switch (test) {
    case Test.Nothing:
      return false
    case Test.NotEqual:
      return words[address] !== operand
    case Test.Greater:
      return words[address]! > operand
    case Test.Less:
      return words[address]! < operand
    case Test.Odd:
      return (words[address]! & 1) === 1
    case Test.LockFree:
      return !isHeld(address)
  }
}

/** Whether a thread's next step can be taken, but for its lock. */
function isDue(at: number): boolean {
  return control[at + BatonWord.Test] === Test.Nothing
    || holds(control[at + BatonWord.Test]!, control[at + BatonWord.Address]!, control[at + BatonWord.Operand]!)
    || holds(control[at + BatonWord.OtherTest]!, control[at + BatonWord.OtherAddress]!, control[at + BatonWord.OtherOperand]!)
    || controlFloats[(at + BatonWord.Deadline) / 2]! <= controlFloats[Control.Clock / 2]!
}

/** Whether a thread's next step can be taken. */
export function isEnabled(thread: number): boolean {
  const at = batonOf(thread)
  const lock = control[at + BatonWord.Lock]!
  return control[at + BatonWord.State] !== BatonState.Ended && (lock === 0 || !isHeld(lock)) && isDue(at)
}

/** Advances the clock to the next thread that waits for a time; false when none does. */
function skipTime(): boolean {
  let next = Infinity
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++) {
    const at = batonOf(thread)
    const lock = control[at + BatonWord.Lock]!
    if (control[at + BatonWord.State] !== BatonState.Ended && (lock === 0 || !isHeld(lock)))
      next = Math.min(next, controlFloats[(at + BatonWord.Deadline) / 2]!)
  }
  if (next === Infinity)
    return false
  controlFloats[Control.Clock / 2] = next
  return true
}

/** The number of the thread on a lane, counted from 1; 0 for none. */
function threadOfLane(lane: number): number {
  if (lane === 0)
    return 0
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++) {
    if (control[batonOf(thread) + BatonWord.Lane] === lane)
      return thread + 1
  }
  return 0
}

/** The thread that holds what another one waits for, counted from 1. */
function holderFor(at: number): number {
  const lock = control[at + BatonWord.Lock]! || (control[at + BatonWord.Test] === Test.LockFree ? control[at + BatonWord.Address]! : 0)
  if (lock !== 0 && isHeld(lock))
    return threadOfLane(words[lock + LockWord.Thread]!)
  return control[ControlTable.Operations + OPERATION_WORDS * control[at + BatonWord.Operation]! + OperationWord.Thread]!
}

/** Whether there is only one thread: no other could come in between. */
export function isAlone(): boolean {
  let alive = 0
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++)
    alive += Number(control[batonOf(thread) + BatonWord.State] !== BatonState.Ended)
  return alive <= 1
}

const enabled: number[] = []

/**
 * Notes what all threads would do next, and finds those that can.
 *
 * @param only the thread that can go on, where no other may come in between
 */
function look(only = -1): void {
  enabled.length = 0
  let entry = control[Control.PendingCount]!
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++) {
    const at = batonOf(thread)
    if (control[at + BatonWord.State] === BatonState.Ended)
      continue
    const can = only < 0 ? isEnabled(thread) && !isSpinning(thread, control[at + BatonWord.Operation]!) : thread === only
    if (can)
      enabled.push(thread)
    const to = ControlTable.Pending + PENDING_WORDS * entry++
    control[to + PendingWord.Thread] = thread
    control[to + PendingWord.Operation] = control[at + BatonWord.Operation]!
    control[to + PendingWord.Enabled] = Number(can)
    control[to + PendingWord.HeldBy] = can ? 0 : holderFor(at)
  }
  control[Control.PendingCount] = entry
}

/** Spinning threads go on when no other thread can: a loop may count its rounds. */
function letSpinnersGoOn(pending: number): void {
  for (let entry = pending; entry < control[Control.PendingCount]!; entry++) {
    const at = ControlTable.Pending + PENDING_WORDS * entry
    const thread = control[at + PendingWord.Thread]!
    if (isEnabled(thread)) {
      control[at + PendingWord.Enabled] = 1
      enabled.push(thread)
    }
  }
}

function choose(): number {
  const choice = control[Control.ChoiceCount]!
  const byPolicy = choiceOfPolicy(enabled)
  if (choice >= control[Control.ScheduleLength]! || control[Control.Diverged] !== 0)
    return byPolicy
  const wanted = control[ControlTable.Schedule + choice]!
  if (enabled.includes(wanted))
    return wanted
  control[Control.Diverged] = choice + 1
  return byPolicy
}

/** Ends the run: every thread leaves it, from wherever it is. */
export function endRun(end: End): void {
  if (control[Control.End] !== End.None)
    return
  control[Control.End] = end
  Atomics.or(words, Word.EvalBreaker, Breaker.Stop)
  for (let thread = 0; thread < control[Control.ThreadCount]!; thread++) {
    const at = batonOf(thread)
    if (control[at + BatonWord.State] === BatonState.Running && thread !== control[Control.Running])
      wakeWorker(control[at + BatonWord.Worker]!)
  }
}

/** Where a worker waits for the baton. */
export function goOf(worker: number): number {
  return ControlTable.Go + 32 * worker
}

/** Gives a worker the baton. */
export function wakeWorker(worker: number): void {
  Atomics.store(control, goOf(worker), 1)
  Atomics.notify(control, goOf(worker))
}

/** Whether the run has to end here, whatever threads could do. */
function isUsedUp(): boolean {
  return Atomics.load(control, Control.Stop) !== 0
    || control[Control.StepCount]! >= control[Control.MaxSteps]!
    || control[Control.PendingCount]! + control[Control.ThreadCount]! > MAX_PENDING
    || !hasRoom()
}

function noteStep(chosen: number, pending: number, isForced: boolean): void {
  const step = control[Control.StepCount]!
  const at = ControlTable.Steps + STEP_WORDS * step
  control[at + StepWord.Thread] = chosen
  control[at + StepWord.Operation] = control[batonOf(chosen) + BatonWord.Operation]!
  control[at + StepWord.Pending] = pending
  control[at + StepWord.PendingCount] = control[Control.PendingCount]! - pending
  control[at + StepWord.Forced] = Number(isForced)
  control[Control.StepCount] = step + 1
  control[Control.Running] = chosen
  control[Control.Idle] = 0
}

/** Chooses the thread that takes the next step, and notes the step; -1 when the run has ended. */
export function chooseNext(): number {
  if (control[Control.End] !== End.None)
    return -1
  if (isUsedUp()) {
    endRun(End.Unfinished)
    return -1
  }
  followSteps()
  const pending = control[Control.PendingCount]!
  look()
  if (enabled.length === 0 && skipTime()) {
    control[Control.PendingCount] = pending
    look()
  }
  if (enabled.length === 0)
    letSpinnersGoOn(pending)
  if (enabled.length === 0) {
    endRun(End.Deadlock)
    return -1
  }
  const chosen = choose()
  control[Control.ChoiceCount]! += 1
  noteStep(chosen, pending, false)
  return chosen
}

/** Notes a step of the running thread that no other one can come before; false when the run has ended. */
export function goOnWithoutChoice(): boolean {
  if (control[Control.End] !== End.None)
    return false
  if (isUsedUp()) {
    endRun(End.Unfinished)
    return false
  }
  const pending = control[Control.PendingCount]!
  const running = control[Control.Running]!
  look(running)
  noteStep(running, pending, true)
  return true
}
