/** The run's clock. */
let epoch = 0
let last = 0
/** The time of a Controlled run's clock. */
let virtual: number | undefined

/** Sets the run's epoch: `performance.timeOrigin + performance.now()` at its start, in milliseconds. */
export function setEpoch(value: number): void {
  epoch = value - performance.timeOrigin
}

/** Milliseconds since the run's epoch, the same in all its threads. */
export function now(): number {
  return last = virtual ?? performance.now() - epoch
}

/** Stops the clock at a time; a Controlled run advances it itself. */
export function setVirtualTime(ms: number): void {
  virtual = ms
}

/**
 * The time that this thread last read, at least that long ago. For code that can't afford to read the clock, which
 * takes a microsecond on some machines.
 */
export function lastTime(): number {
  return last
}
