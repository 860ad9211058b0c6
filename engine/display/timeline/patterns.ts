import type { DrawnState, Palette } from '../../insight'
import { DRAWN_STATES, LOOKS } from '../../insight'

/** How a state's bar is filled: an even colour, a pattern over it, or both. */
export interface Fill {
  color: string
  opacity: number
  pattern: CanvasPattern | undefined
}

/**
 * Makes the fills of all states for one palette and one scale.
 *
 * @param context where they are going to be used
 * @param palette colours of the states
 * @param scale canvas pixels for one CSS pixel
 */
export function makeFills(context: CanvasRenderingContext2D, palette: Palette, scale: number): Record<DrawnState, Fill> {
  return Object.fromEntries(DRAWN_STATES.map(state => [state, {
    color: palette.states[state],
    opacity: LOOKS[state].fill,
    pattern: makePattern(context, state, palette.states[state], scale),
  }])) as Record<DrawnState, Fill>
}

function makePattern(context: CanvasRenderingContext2D, state: DrawnState, color: string, scale: number): CanvasPattern | undefined {
  const { tile } = LOOKS[state]
  if (!tile)
    return undefined
  // A whole number of pixels, or the tiles would be blurred; drawn as large as that asks for.
  const size = Math.max(2, Math.round(tile.size * scale))
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  pen.scale(size / tile.size, size / tile.size)
  pen.strokeStyle = color
  pen.lineWidth = tile.stroke
  pen.beginPath()
  for (const [x1, y1, x2, y2] of tile.lines) {
    pen.moveTo(x1, y1)
    pen.lineTo(x2, y2)
  }
  pen.stroke()
  return context.createPattern(canvas, 'repeat') ?? undefined
}
