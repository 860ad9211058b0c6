/** The seam of Controlled runs (kernel/schedule.ts) as they have it: each call is a step, or under a GIL maybe a part of one. */
import type { Next } from './baton'
import { Control, Op, Test } from '../../protocol/baton-layout'
import { current } from '../current'
import { EOFError, RuntimeError } from '../errors'
import { announceOwn, canGoOn, goOn, inboxOfStep, numberOf, passBaton, valueOfStep } from './baton'
import { raiseIfStopping } from './futex'
import { control, isEngineLooking } from './notes'
import { holds, isAlone } from './scheduler'

/** Where a thread may be preempted, by its number in {@link Control.Granularity}. */
export enum Grain {
  Gil = 0,
  FreeThreaded,
}

/** Checkpoints after which a thread that does nothing else is preempted all the same. */
const MAX_IDLE = 10_000

function isOutside(): boolean {
  return current.evaluating || current.threadLane === 0 || isEngineLooking()
}

function isGil(): boolean {
  return control[Control.Granularity] === Grain.Gil
}

/**
 * Takes a step: announces it, and returns when it is this thread's turn to do it.
 *
 * @throws KeyboardInterrupt when the run has ended
 */
export function takeStep(next: Next): void {
  raiseIfStopping()
  announceOwn(next)
  passBaton()
  raiseIfStopping()
}

/** Where the GIL is released, whatever the state of things. */
const RELEASES_GIL: ReadonlySet<Op> = new Set([Op.Sleep, Op.Print, Op.Io])

export function schedulePoint(kind: Op, object: number, value?: unknown, item = 0, also = 0): void {
  if (isOutside())
    return
  raiseIfStopping()
  announceOwn({ kind, object, item, also })
  takeAnnounced(isGil() && !RELEASES_GIL.has(kind))
  if (value !== undefined)
    valueOfStep(value)
}

/** @param isForced whether no other thread may come before */
function takeAnnounced(isForced: boolean): void {
  if (isForced)
    goOn()
  else
    passBaton()
  raiseIfStopping()
}

export function noted<T>(value: T): T {
  if (!isOutside())
    valueOfStep(value)
  return value
}

export function acquirePoint(lock: number, timeout: number, subject = lock): boolean {
  if (isOutside())
    return true
  return wait({ kind: Op.Acquire, object: subject, test: Test.LockFree, address: lock, operand: 0 }, timeout)
}

export function blockPoint(kind: Op, object: number, timeout: number, test: Test, address: number, operand: number, value?: unknown, other = 0): boolean {
  if (isOutside())
    return true
  const isSo = wait({ kind, object, test, address, operand, other: other === 0 ? undefined : { test: Test.Greater, address: other, operand: 0 } }, timeout)
  // What was not put anywhere is no value of the step.
  if (value !== undefined && holds(test, address, operand))
    valueOfStep(value)
  return isSo
}

/** Returns whether the condition of the wait holds. */
function wait(next: Next & { test: Test, address: number, operand: number }, timeout: number): boolean {
  if (timeout <= 0) {
    schedulePoint(next.kind, next.object)
    return true
  }
  raiseIfStopping()
  announceOwn({ ...next, timeout, thread: next.kind === Op.Join ? numberOf(next.object) : undefined })
  // Under a GIL a call that need not wait releases nothing.
  takeAnnounced(isGil() && canGoOn())
  return holds(next.test, next.address, next.operand) || (next.other !== undefined && holds(next.other.test, next.other.address, next.other.operand))
}

/** @throws what stands for an outside that a Controlled run does not have */
export function outsidePoint(what: 'request' | 'input' | 'process'): void {
  if (what === 'input')
    throw new EOFError('EOF when reading a line')
  throw new RuntimeError(what === 'request'
    ? 'a Controlled run makes no requests: time.sleep(…) or asyncio.sleep(…) can stand for one'
    : 'a Controlled run starts no processes: a ThreadPoolExecutor can stand for them')
}

export function touchesInbox(inbox: number): void {
  if (!isOutside())
    inboxOfStep(inbox)
}

export { noteObject as objectMade } from './notes'

/**
 * A checkpoint: where the GIL may change hands. Without one it is no step, but for a thread that does nothing else.
 *
 * @throws KeyboardInterrupt when the run has ended
 */
export function checkpointStep(): void {
  raiseIfStopping()
  if (isOutside())
    return
  const idle = control[Control.Idle]! + 1
  control[Control.Idle] = idle
  if (idle >= MAX_IDLE || (isGil() && !isAlone()))
    takeStep({ kind: Op.Checkpoint, object: 0 })
}

export { regains } from './regained'
