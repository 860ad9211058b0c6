/**
 * When something was set, comparable across windows and devices: a monotonic time in milliseconds (a hybrid logical clock),
 * then the window that set it.
 */
export type Stamp = readonly [time: number, by: string]

/** Whether `a` is later than `b`; every stamp is later than none. */
export function isLater(a: Stamp, b: Stamp | undefined): boolean {
  return b === undefined || a[0] > b[0] || (a[0] === b[0] && a[1] > b[1])
}

/** Creates stamps that are later than all that were created or seen before. */
export class StampClock {
  private last = 0

  /** @param by the window's id */
  constructor(readonly by: string) {}

  next(): Stamp {
    this.last = Math.max(Date.now(), this.last + 1)
    return [this.last, this.by]
  }

  /** Notes a stamp of another window, whose clock may be ahead. */
  see([time]: Stamp) {
    this.last = Math.max(this.last, time)
  }
}
