/** The run's clock. */
let epoch = 0
let last = 0
/** What the clock shows in a Controlled run. */
let virtual: number | undefined

/** Sets the run's epoch: `performance.timeOrigin + performance.now()` of the moment it began, in milliseconds. */
export function setEpoch(value: number): void {
  epoch = value - performance.timeOrigin
}

/** Milliseconds since the run's epoch, the same in all its threads. */
export function now(): number {
  return last = virtual ?? performance.now() - epoch
}

/** From now on the clock stands, and shows this: a Controlled run moves it on itself. */
export function setVirtualTime(ms: number): void {
  virtual = ms
}

/**
 * What this thread's clock showed when it was read last: it is that late at least. For where reading it, which takes
 * a microsecond on some machines, is too dear.
 */
export function lastTime(): number {
  return last
}
