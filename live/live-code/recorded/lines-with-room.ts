/**
 * The lines that there is room for: all of them, or the first and the last ones with the number of those between.
 *
 * @param lines all
 * @param room how many rows there are
 */
export function linesWithRoom<Line>(lines: readonly Line[], room: number): (Line | number)[] {
  if (lines.length <= room)
    return [...lines]
  // One row says how many are left out; what came last, a result mostly, is worth a row or two.
  const last = Math.min(2, Math.max(0, room - 2))
  const first = Math.max(0, room - 1 - last)
  return [...lines.slice(0, first), lines.length - first - last, ...lines.slice(lines.length - last)]
}
