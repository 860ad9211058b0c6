import type { Lane, Span, TraceModel } from '../../insight'
import type { Holder } from './holder'

/**
 * The span that was chosen, and how the keys move it: left and right along its lane, up and down from lane to
 * lane at the same time.
 *
 * @param model what is shown
 * @param lanes its lanes in the order of their rows
 * @param chosen holds the span, as lane and index: the span itself still grows while the run goes on
 */
export function spanSelection(model: () => TraceModel, lanes: () => readonly Lane[], chosen: Holder<{ lane: number, index: number }>) {
  function span(): Span | undefined {
    const lane = chosen.value && model().lane(chosen.value.lane)
    return lane && chosen.value && chosen.value.index < lane.spans.length
      ? model().span(lane, chosen.value.index)
      : undefined
  }

  function select(next: Span | undefined) {
    chosen.value = next && { lane: next.lane, index: next.index }
  }

  /** Moves along the lane; without a choice, begins at the first lane's first span. */
  function along(by: number): Span | undefined {
    const lane = chosen.value ? model().lane(chosen.value.lane) : lanes()[0]
    if (!lane || lane.spans.length === 0)
      return undefined
    const index = chosen.value ? chosen.value.index + by : 0
    select(model().span(lane, Math.min(Math.max(0, index), lane.spans.length - 1)))
    return span()
  }

  /** Moves to another lane, to what it does in the middle of the chosen span, or else to what is nearest. */
  function across(by: number): Span | undefined {
    const current = span()
    if (!current)
      return along(0)
    const row = lanes().findIndex(lane => lane.id === current.lane) + by
    const lane = lanes()[row]
    if (!lane || lane.spans.length === 0)
      return current
    const found = model().at(lane, (current.start + current.end) / 2)
    const end = current.end > model().endOf(lane) ? lane.spans.length - 1 : 0
    select(found ?? model().span(lane, end))
    return span()
  }

  /** The time in the middle of it. */
  function centre(): number | undefined {
    const current = span()
    return current && (current.start + current.end) / 2
  }

  return { span, centre, select, along, across }
}

/** The chosen span, and what moves it. */
export type TimelineSelection = ReturnType<typeof spanSelection>
