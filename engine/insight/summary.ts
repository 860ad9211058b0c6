import type { LaneTotals, Wait } from './totals'
import type { TraceModel } from './trace-model'
import { LaneKind, State } from '../protocol/trace'
import { life, stretches } from './intervals'
import { sweep } from './merge'
import { totalsOf } from './totals'

/** What a trace adds up to. All times are in milliseconds. */
export interface TraceSummary {
  /** For each lane, in the order in which they are drawn. */
  lanes: LaneTotals[]
  /** Time with at least one thread running. */
  busy: number
  /** Time with two or more threads running at once. A task runs on its thread and isn't counted again. */
  overlap: number
  /** Most threads running at one time. */
  peakRunning: number
  /** Time with two or more lanes sleeping or on I/O at once: what concurrency gains where nothing computes. */
  waitOverlap: number
  /** Most lanes sleeping or on I/O at one time. */
  peakWaiting: number
  /** Most threads alive at one time. */
  peakThreads: number
  /** Most tasks alive at one time. */
  peakTasks: number
  /**
   * The wait that explains most: the longest one for a lock, the GIL or I/O. Only if there is none, the
   * longest of the others, since a main thread that joins its workers always waits longest.
   */
  longestWait: Wait | undefined
}

const RUNNING = new Set<number>([State.Running])
const AWAY = new Set<number>([State.Sleeping, State.Io])
const TELLING = [State.LockWait, State.GilWait, State.Io]
const OTHERS = [State.Waiting, State.Sleeping]

/**
 * Adds up a trace.
 *
 * @yields nothing, now and then: a million records take longer than a frame, so a page spreads them over several
 */
export function* summarizing(model: TraceModel): Generator<void, TraceSummary> {
  const ordered = model.ordered()
  const threads = ordered.filter(lane => lane.kind === LaneKind.Thread)
  const tasks = ordered.filter(lane => lane.kind === LaneKind.Task)
  const lanes: LaneTotals[] = []
  let read = 0
  for (const lane of ordered) {
    lanes.push(totalsOf(model, lane))
    read += lane.spans.length + 16
    if (read > 32_768) {
      read = 0
      yield
    }
  }
  const running = yield* overlapOf(threads.map(lane => stretches(model, lane, RUNNING)))
  const away = yield* overlapOf(ordered.map(lane => stretches(model, lane, AWAY)))
  const alive = yield* overlapOf(threads.map(lane => life(model, lane)))
  const pending = yield* overlapOf(tasks.map(lane => life(model, lane)))
  return {
    lanes,
    busy: running.one,
    overlap: running.two,
    peakRunning: running.peak,
    waitOverlap: away.two,
    peakWaiting: away.peak,
    peakThreads: alive.peak,
    peakTasks: pending.peak,
    longestWait: longest(lanes, TELLING) ?? longest(lanes, OTHERS),
  }
}

/** Adds up a trace in one go, for where no frame is waiting. */
export function summarize(model: TraceModel): TraceSummary {
  const steps = summarizing(model)
  for (;;) {
    const step = steps.next()
    if (step.done)
      return step.value
  }
}

function* overlapOf(lists: Parameters<typeof sweep>[0]): Generator<void, { one: number, two: number, peak: number }> {
  let one = 0
  let two = 0
  let peak = 0
  let before = 0
  let since = 0
  yield* sweep(lists, (time, count) => {
    if (before >= 1)
      one += time - since
    if (before >= 2)
      two += time - since
    // Something that begins and ends at the same time never was.
    if (time > since)
      peak = Math.max(peak, before)
    before = count
    since = time
  })
  return { one, two, peak }
}

function longest(lanes: readonly LaneTotals[], states: readonly State[]): Wait | undefined {
  let found: Wait | undefined
  for (const lane of lanes) {
    for (const state of states) {
      const wait = lane.longest[state]
      if (wait && wait.duration > (found?.duration ?? 0))
        found = wait
    }
  }
  return found
}
