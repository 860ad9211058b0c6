import type { Lane } from './lane'
import type { TraceModel } from './trace-model'
import { State } from '../protocol/trace'
import { loopSteps, loopThreads, tasksOf } from './event-loop'

/** After so long without a turn a loop counts as blocked, in milliseconds: asyncio's `slow_callback_duration`. */
const SLOW_CALLBACK_MS = 100

/** Longer traces are not analysed: it would delay the frames that draw them, during the run and after it. */
const MAX_LIVE_RECORDS = 20_000
const MAX_RECORDS = 200_000

/** A stretch of time in which an event loop did not turn, since one task kept its thread. */
export interface BlockedStretch {
  /** The loop's thread. */
  thread: number
  /** The task that kept it; 0 where it was a callback. */
  task: number
  from: number
  to: number
  /** How many other tasks of the loop lived meanwhile. */
  others: number
}

const known = new WeakMap<TraceModel, { version: number, stretches: readonly BlockedStretch[] }>()

/**
 * Where the event loops of a run were blocked while other tasks lived.
 *
 * A loop that turns changes the state of some task with each turn. So it is blocked where its thread runs for
 * {@link SLOW_CALLBACK_MS} or longer and no task of it changes: be it that a task computes, or that it waits without `await`.
 */
export function blockedStretches(model: TraceModel): readonly BlockedStretch[] {
  if (model.records > (model.finished ? MAX_RECORDS : MAX_LIVE_RECORDS))
    return []
  const cached = known.get(model)
  if (cached?.version === model.version)
    return cached.stretches
  const stretches = loopThreads(model).flatMap(thread => blockedIn(model, thread, tasksOf(model, thread)))
  known.set(model, { version: model.version, stretches })
  return stretches
}

function blockedIn(model: TraceModel, thread: Lane, tasks: readonly Lane[]): BlockedStretch[] {
  const steps = loopSteps(model, tasks)
  const end = model.endOf(thread)
  const stretches: BlockedStretch[] = []
  for (let i = 0; i < steps.length; i++) {
    const from = steps[i]!
    const to = Math.min(end, steps[i + 1] ?? end)
    if (to - from < SLOW_CALLBACK_MS || !isRunning(model, thread, from, to))
      continue
    const alive = tasks.filter(task => task.start <= from && model.endOf(task) >= to)
    const task = alive.find(each => model.at(each, (from + to) / 2)?.start === from)
    const others = alive.length - (task ? 1 : 0)
    if (others > 0)
      stretches.push({ thread: thread.id, task: task?.id ?? 0, from, to, others })
  }
  return stretches
}

function isRunning(model: TraceModel, thread: Lane, from: number, to: number): boolean {
  const span = model.at(thread, (from + to) / 2)
  return span?.state === State.Running && span.start <= from && span.end >= to
}
