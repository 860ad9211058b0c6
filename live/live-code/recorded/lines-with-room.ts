/**
 * The lines that fit: all of them, or the first and the last ones with the number of those in between.
 *
 * @param lines all lines
 * @param room the number of rows
 */
export function linesWithRoom<Line>(lines: readonly Line[], room: number): (Line | number)[] {
  if (lines.length <= room)
    return [...lines]
  // One row shows how many are left out; the last lines, usually a result, deserve a row or two.
  const last = Math.min(2, Math.max(0, room - 2))
  const first = Math.max(0, room - 1 - last)
  return [...lines.slice(0, first), lines.length - first - last, ...lines.slice(lines.length - last)]
}
