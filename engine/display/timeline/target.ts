import type { Lane, Span, TraceModel } from '../../insight'
import type { Rows } from './rows'
import type { TimeWindow } from './window'
import { AXIS, GUTTER } from './scene'

/** What is at a point of the drawing. */
export interface Target {
  row: number
  time: number
  lane: Lane
  span: Span | undefined
}

/** How near a span has to be to be meant, in CSS pixels. */
const REACH = 4

/**
 * Finds what a point of the drawing stands for; `undefined` outside of the rows.
 *
 * @param x CSS pixels from the drawing's left edge
 * @param y CSS pixels from its top
 */
export function targetAt(
  model: TraceModel,
  lanes: readonly Lane[],
  rows: Rows,
  window: TimeWindow,
  size: { width: number, height: number },
  x: number,
  y: number,
): Target | undefined {
  if (y < 0 || y > size.height - AXIS)
    return undefined
  const row = Math.floor((y + rows.scroll) / rows.height)
  const lane = lanes[row]
  if (!lane)
    return undefined
  const perPixel = (window.to - window.from) / (size.width - GUTTER)
  const time = window.from + (Math.max(x, GUTTER) - GUTTER) * perPixel
  if (x < GUTTER)
    return { row, time, lane, span: undefined }
  // A span of less than a pixel can't be hit: the first one close by will do.
  const span = model.at(lane, time) ?? model.at(lane, time + REACH * perPixel) ?? model.at(lane, time - REACH * perPixel)
  return { row, time, lane, span }
}
