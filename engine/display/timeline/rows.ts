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
