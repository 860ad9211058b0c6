/** A guest says that it is there so often, in milliseconds; after three that were missing it is not. */
export const HERE = 20_000
const GONE = 3 * HERE
/** Guests that are counted. */
const MOST = 20_000

/** Who follows. */
export class Presence {
  private readonly seen = new Map<string, number>()

  /** @param now milliseconds of a clock that never goes back */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A guest is there. */
  here(guest: string) {
    if (!this.seen.has(guest) && this.seen.size >= MOST)
      return
    // The longest silent one is the first.
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
