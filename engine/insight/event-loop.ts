import type { Lane, Span } from './lane'
import type { TraceModel } from './trace-model'
import { LaneKind, State } from '../protocol/trace'
import { threadOf } from './order'

/** A task in one of the places that an event loop keeps it. */
export interface LoopEntry {
  lane: Lane
  /** What it is doing at the moment. */
  span: Span
}

/** What an event loop holds at one moment; every task that lives is in exactly one place. */
export interface LoopSnapshot {
  /** Milliseconds since the run's epoch. */
  time: number
  /** The task whose code is running; none between two tasks and while the loop waits. */
  running: LoopEntry | undefined
  /** Tasks that can run, in the order in which the loop will run them. */
  ready: LoopEntry[]
  /** Sleeping tasks, the next to wake first. */
  timers: LoopEntry[]
  /** Tasks that wait for I/O, oldest request first. */
  io: LoopEntry[]
  /** Tasks that wait for a task, a future, a lock, a queue, longest wait first. */
  waiting: LoopEntry[]
}

/** The threads that run an event loop, in the order in which they are drawn. */
export function loopThreads(model: TraceModel): Lane[] {
  const byId = new Map(model.lanes.map(lane => [lane.id, lane]))
  const threads = new Set(model.lanes.flatMap(lane => lane.kind === LaneKind.Task ? threadOf(lane, byId) ?? [] : []))
  return model.ordered().filter(lane => threads.has(lane))
}

/** The tasks of a thread's event loop, by their start. */
export function tasksOf(model: TraceModel, thread: Lane): Lane[] {
  const ordered = model.ordered()
  const first = ordered.indexOf(thread) + 1
  const end = ordered.findIndex((lane, i) => i >= first && lane.kind === LaneKind.Thread)
  return first === 0 ? [] : ordered.slice(first, end < 0 ? undefined : end)
}

/**
 * The state of an event loop at a moment, as far as its trace shows.
 *
 * @param model the trace
 * @param tasks the loop's tasks, of {@link tasksOf}
 * @param time milliseconds since the run's epoch
 */
export function loopAt(model: TraceModel, tasks: readonly Lane[], time: number): LoopSnapshot {
  const snapshot: LoopSnapshot = { time, running: undefined, ready: [], timers: [], io: [], waiting: [] }
  for (const lane of tasks) {
    // A task that ends at this very moment is no longer there.
    const span = lane.end !== undefined && time >= lane.end ? undefined : model.at(lane, time)
    if (span)
      put(snapshot, { lane, span })
  }
  const byStart = (a: LoopEntry, b: LoopEntry) => a.span.start - b.span.start
  snapshot.ready.sort(byStart)
  snapshot.io.sort(byStart)
  snapshot.waiting.sort(byStart)
  snapshot.timers.sort((a, b) => a.span.end - b.span.end || byStart(a, b))
  return snapshot
}

function put(snapshot: LoopSnapshot, entry: LoopEntry) {
  switch (entry.span.state) {
    case State.Running:
    case State.GilWait:
      // Waiting for the GIL is the thread's business: to its loop the task runs.
      snapshot.running = entry
      break
    case State.Ready:
      snapshot.ready.push(entry)
      break
    case State.Sleeping:
      snapshot.timers.push(entry)
      break
    case State.Io:
      snapshot.io.push(entry)
      break
    default:
      snapshot.waiting.push(entry)
  }
}

/**
 * The moments at which something changes in an event loop, in order and each once: the steps of a walk through
 * the run.
 */
export function loopSteps(model: TraceModel, tasks: readonly Lane[]): Float64Array {
  const count = tasks.reduce((sum, lane) => sum + lane.spans.length + 1, 0)
  const times = new Float64Array(count)
  let length = 0
  for (const lane of tasks) {
    const end = model.endOf(lane)
    for (let i = 0; i < lane.spans.length; i++)
      times[length++] = Math.min(lane.spans.times[i]!, end)
    times[length++] = end
  }
  times.sort()
  let kept = 0
  for (let i = 0; i < length; i++) {
    if (i === 0 || times[i]! > times[kept - 1]!)
      times[kept++] = times[i]!
  }
  return times.slice(0, kept)
}
