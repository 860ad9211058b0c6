import { AXIS } from '../../engine/display/timeline/scene'

/** Rows of a timeline that are given height at most: more lanes share it. */
const MOST = 8
/** Room for a row and its name. */
const ROW = 20

/**
 * Shares a height among timelines: each gets its axis, and rows by how many lanes it has.
 *
 * @param lanes how many lanes each has
 * @param room for all of them, in CSS pixels
 * @returns a height for each
 */
export function shareHeight(lanes: readonly number[], room: number): number[] {
  const rows = lanes.map(count => Math.min(MOST, Math.max(1, count)))
  // A row on its own shows its name whole; of many rows each so many are named.
  const alone = rows.filter(count => count === 1).length
  const all = rows.reduce((sum, count) => sum + count, 0)
  const left = Math.max(0, room - lanes.length * AXIS - alone * ROW)
  const row = Math.min(ROW, left / Math.max(1, all - alone))
  return rows.map(count => Math.floor(AXIS + (count === 1 ? ROW : count * row)))
}
