import type { SpanColumns } from './columns'
import type { Lane } from './lane'
import type { TraceModel } from './trace-model'
import { LaneKind, State } from '../protocol/trace'
import { blockedStretches } from './blocked'
import { SpanWord } from './columns'
import { BLOCKING } from './drawing/look'

/** A stretch of time drawn over a stretch of pixels. */
export interface View {
  /** Milliseconds since the run's epoch at the left edge. */
  from: number
  /** And at the right edge; greater than `from`. */
  to: number
  /** Pixels between the two, of the smallest size that can be told apart. */
  width: number
}

/** Which states a drawing of a trace shows, a bit for each: `1 << state`. */
export function drawnStates(model: TraceModel): number {
  return blockedStretches(model).length > 0 ? model.seen | 1 << BLOCKING : model.seen
}

/** How many spans inside one pixel are looked at to say which state fills most of it. */
const SAMPLES = 32

/**
 * Cuts a lane into what can be seen of it: a span that is a pixel wide or wider is itself; where several share
 * a pixel, the pixel goes to the state that fills most of it. What it costs depends on the pixels, not on the
 * records, so that a lane of half a million spans is drawn as fast as one of a hundred.
 *
 * @param model the trace
 * @param lane one of its lanes
 * @param view the visible part
 * @param emit is called with each piece from left to right; `first` is the index of a span in it that has its state.
 * Where the lane blocks an event loop, the state is {@link BLOCKING}
 */
export function segments(
  model: TraceModel,
  lane: Lane,
  view: View,
  emit: (state: number, left: number, right: number, first: number) => void,
) {
  const [first, end] = model.range(lane, view.from, view.to)
  const { spans } = lane
  const laneEnd = model.endOf(lane)
  const perPixel = (view.to - view.from) / view.width
  const startOf = (index: number) => Math.min(spans.times[index]!, laneEnd)
  const endOf = (index: number) => index + 1 < spans.length ? startOf(index + 1) : laneEnd
  const blocked = blockedStretches(model).filter(({ thread, task }) => lane.id === (lane.kind === LaneKind.Thread ? thread : task))
  const merger = new Merger(spans, blocked.length === 0 ? emit : emitBlocked)
  let index = first
  let time = view.from
  while (index < end && time < view.to) {
    const from = Math.max(time, startOf(index))
    const to = Math.min(endOf(index), view.to)
    if (to - from >= perPixel || perPixel === 0) {
      merger.add(spans.word(index, SpanWord.State), index, (from - view.from) / perPixel, (to - view.from) / perPixel)
      time = to
      index++
      continue
    }
    const column = Math.floor((from - view.from) / perPixel + 1e-9)
    const columnEnd = Math.min(view.to, view.from + (column + 1) * perPixel)
    const next = Math.min(end, spans.indexAfter(columnEnd, index))
    const last = Math.max(index, next - 1)
    const filled = Math.min(endOf(last), columnEnd)
    const shown = dominant(index, last, from, columnEnd)
    if (filled > from)
      merger.add(spans.word(shown, SpanWord.State), shown, (from - view.from) / perPixel, (filled - view.from) / perPixel, true)
    time = columnEnd
    index = endOf(last) > columnEnd ? last : last + 1
  }
  merger.flush()

  /** Emits a piece with the parts of it that block a loop set apart. */
  function emitBlocked(state: number, left: number, right: number, first: number) {
    let at = left
    if (lane.kind === LaneKind.Task || state === State.Running) {
      for (const { from, to } of blocked) {
        const start = Math.max(at, (from - view.from) / perPixel)
        const end = Math.min(right, (to - view.from) / perPixel)
        if (end <= start)
          continue
        if (start > at)
          emit(state, at, start, first)
        emit(BLOCKING, start, end, first)
        at = end
      }
    }
    if (right > at)
      emit(state, at, right, first)
  }

  /** The last span of the state that fills most of a pixel. */
  function dominant(low: number, high: number, from: number, to: number): number {
    if (low === high)
      return low
    const time = new Float64Array(16)
    const index = new Int32Array(16)
    const stride = Math.max(1, Math.floor((high - low + 1) / SAMPLES))
    let best = 0
    for (let at = low; at <= high; at += stride) {
      const state = spans.word(at, SpanWord.State) & 15
      time[state]! += Math.min(endOf(at), to) - Math.max(startOf(at), from)
      index[state] = at
      if (time[state]! >= time[best]!)
        best = state
    }
    return index[best]!
  }
}

/**
 * Joins pieces that touch and show the same: one state, and one thing waited for, held by one lane.
 * What shares a pixel with others joins whatever has its state.
 */
class Merger {
  private state = -1
  private left = 0
  private right = 0
  private first = 0
  private shared = false

  constructor(
    private readonly spans: SpanColumns,
    private readonly emit: (state: number, left: number, right: number, first: number) => void,
  ) {}

  add(state: number, first: number, left: number, right: number, shared = false) {
    if (state === this.state && left <= this.right + 1e-6 && (shared || this.shared || this.sameReason(first))) {
      this.right = right
      return
    }
    this.flush()
    this.state = state
    this.left = left
    this.right = right
    this.first = first
    this.shared = shared
  }

  flush() {
    if (this.state >= 0)
      this.emit(this.state, this.left, this.right, this.first)
    this.state = -1
  }

  private sameReason(index: number): boolean {
    return this.spans.word(index, SpanWord.Subject) === this.spans.word(this.first, SpanWord.Subject)
      && this.spans.word(index, SpanWord.Peer) === this.spans.word(this.first, SpanWord.Peer)
  }
}
