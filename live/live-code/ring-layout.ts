/** Positions of a ring's lanes, and the arrows between them; CSS pixels. */
export interface RingPlace {
  x: number
  y: number
  /** An SVG path from the edge of this lane to that of the next one. */
  path: string
  /** Position of the label that says what it waits for. */
  label: { x: number, y: number }
}

/** Size of the box with a lane's name. */
export const NODE = { width: 112, height: 40 }

/**
 * Puts lanes on an ellipse, two of them side by side, and bends the arrows outwards, so that the two arrows between two
 * lanes don't overlap.
 *
 * @param count the number of lanes; at least 2
 * @param width the width of the drawing
 * @param height the height of the drawing
 */
export function ringLayout(count: number, width: number, height: number): RingPlace[] {
  const centre = { x: width / 2, y: height / 2 }
  const radius = { x: width / 2 - NODE.width / 2 - 2, y: height / 2 - NODE.height / 2 - 2 }
  const first = count === 2 ? Math.PI : -Math.PI / 2
  const at = (turn: number, stretch = 1) => ({
    x: centre.x + stretch * radius.x * Math.cos(first + turn * 2 * Math.PI / count),
    y: centre.y + stretch * radius.y * Math.sin(first + turn * 2 * Math.PI / count),
  })
  return Array.from({ length: count }, (_, i) => {
    const from = at(i)
    const to = at(i + 1)
    const bend = at(i + 0.5, count === 2 ? 0.95 : 1.15)
    const start = edge(from, bend)
    const end = edge(to, bend)
    return {
      ...from,
      path: `M${round(start.x)} ${round(start.y)}Q${round(bend.x)} ${round(bend.y)} ${round(end.x)} ${round(end.y)}`,
      label: { x: (start.x + 2 * bend.x + end.x) / 4, y: (start.y + 2 * bend.y + end.y) / 4 },
    }
  })
}

/** Where the line from a box's middle to a point leaves the box. */
function edge(middle: { x: number, y: number }, to: { x: number, y: number }) {
  const dx = to.x - middle.x
  const dy = to.y - middle.y
  const share = Math.min(
    1,
    (NODE.width / 2 + 3) / Math.max(Math.abs(dx), 1e-6),
    (NODE.height / 2 + 3) / Math.max(Math.abs(dy), 1e-6),
  )
  return { x: middle.x + dx * share, y: middle.y + dy * share }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
