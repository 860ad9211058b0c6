/** How a timeline's lanes share its height; lengths in CSS pixels. */
export interface Rows {
  /** Height of one row. */
  height: number
  /** How far the rows are scrolled up. */
  scroll: number
  /** How far they can be scrolled at most. */
  maxScroll: number
  /** The first row in sight, and the one after the last. */
  first: number
  end: number
  /** Every how many rows there is room for a name. */
  labelEvery: number
}

/** A row with room for its name. */
export const FULL_ROW = 20
/** The least height at which states can still be told apart. */
export const LEAST_ROW = 5
/** Names of 16 px that stand closer than this run into each other. */
const LABEL_HEIGHT = 15
/** The first and the last name, which are moved into sight, may come this much closer to the next one. */
const MOVED = 2

/**
 * Gives each lane as much height as there is, from {@link FULL_ROW} down to {@link LEAST_ROW}: a picture of all
 * lanes says more than a part of it. Only more lanes than that are scrolled.
 *
 * @param count how many lanes there are
 * @param room height for them
 * @param scroll how far the person has scrolled
 */
export function layoutRows(count: number, room: number, scroll: number): Rows {
  const height = Math.min(FULL_ROW, Math.max(LEAST_ROW, room / Math.max(1, count)))
  const maxScroll = Math.max(0, count * height - room)
  const at = Math.min(Math.max(0, scroll), maxScroll)
  return {
    height,
    scroll: at,
    maxScroll,
    first: Math.max(0, Math.floor(at / height)),
    end: Math.min(count, Math.ceil((at + room) / height)),
    labelEvery: Math.max(1, Math.ceil(LABEL_HEIGHT / height - 1e-6)),
  }
}

/** Where a row's name stands. */
export interface RowName {
  row: number
  /** Its middle. */
  y: number
}

/**
 * The rows whose names have room, from the top down.
 *
 * @param rows the rows
 * @param yOf the middle of a row
 * @param top the least middle of a name that is wholly in sight; the first name is moved down to it
 * @param bottom the greatest one; the last name is moved up to it
 * @param pointed the row under the pointer, which always has its name. @default none
 */
export function namedRows(rows: Rows, yOf: (row: number) => number, top: number, bottom: number, pointed?: number): RowName[] {
  const names: RowName[] = []
  for (let row = rows.first; row < rows.end; row++) {
    if (row !== pointed && (row % rows.labelEvery !== 0 || (pointed !== undefined && Math.abs(row - pointed) < rows.labelEvery)))
      continue
    const y = Math.min(Math.max(top, yOf(row)), bottom)
    const last = names.at(-1)
    if (row === pointed || !last || y - last.y >= LABEL_HEIGHT - MOVED - 1e-6)
      names.push({ row, y })
  }
  return names
}
