/** How often a guest reports that it is there, in milliseconds; after three missing reports it counts as gone. */
export const HERE = 20_000
const GONE = 3 * HERE
/** Most guests that are counted. */
const MOST = 20_000

/** Counts the guests who follow. */
export class Presence {
  private readonly seen = new Map<string, number>()

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Notes that a guest is there. */
  here(guest: string) {
    if (!this.seen.has(guest) && this.seen.size >= MOST)
      return
    // The map's order is that of the last reports.
    this.seen.delete(guest)
    this.seen.set(guest, this.now())
  }

  /** How many follow. */
  count(): number {
    for (const [guest, at] of this.seen) {
      if (this.now() - at < GONE)
        break
      this.seen.delete(guest)
    }
    return this.seen.size
  }
}
