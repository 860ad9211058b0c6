import type { Palette, Span } from '../../insight'
import type { Scene } from './scene'
import { State } from '../../protocol/trace'
import { xOf, yOf } from './scene'

/** Points from a lane that waits to the lane that it waits for. */
export interface Arrow {
  x: number
  from: number
  to: number
  /** Whether it belongs to a marked span. */
  strong: boolean
}

const WAITS = new Set<State>([State.LockWait, State.GilWait, State.Waiting])

/** The arrow of a wait; `undefined` for any other span, and for a wait without a target. */
export function arrowOf(scene: Scene, span: Span, row: number): Arrow | undefined {
  if (!WAITS.has(span.state) || span.peer <= 0 || span.peer === span.lane)
    return undefined
  const holder = scene.rowOf.get(span.peer)
  if (holder === undefined)
    return undefined
  const start = Math.max(span.start, scene.window.from)
  const end = Math.min(span.end, scene.window.to)
  // Arrows up and down stand apart: in a deadlock there is one of each at about the same time.
  const inset = holder > row ? 5 : 13
  const x = Math.min(xOf(scene, start) + inset, (xOf(scene, start) + xOf(scene, end)) / 2)
  return { x, from: yOf(scene, row), to: yOf(scene, holder), strong: false }
}

/** Draws an arrow: a dot on the waiting lane, a head on the holder's. */
export function paintArrow(context: CanvasRenderingContext2D, arrow: Arrow, palette: Palette) {
  const down = arrow.to > arrow.from
  const tip = arrow.to - (down ? 3 : -3)
  const back = down ? -6 : 6
  context.globalAlpha = arrow.strong ? 1 : 0.75
  context.strokeStyle = context.fillStyle = palette.ink
  context.lineWidth = arrow.strong ? 2 : 1.25
  context.beginPath()
  context.moveTo(arrow.x, arrow.from)
  context.lineTo(arrow.x, tip + back / 2)
  context.stroke()
  context.beginPath()
  context.arc(arrow.x, arrow.from, arrow.strong ? 3 : 2.25, 0, 2 * Math.PI)
  context.fill()
  context.beginPath()
  context.moveTo(arrow.x, tip)
  context.lineTo(arrow.x - 3.5, tip + back)
  context.lineTo(arrow.x + 3.5, tip + back)
  context.fill()
  context.globalAlpha = 1
}
