/** The run's clock. */
let epoch = 0

/** Sets the run's epoch: `performance.timeOrigin + performance.now()` of the moment it began, in milliseconds. */
export function setEpoch(value: number): void {
  epoch = value - performance.timeOrigin
}

/** Milliseconds since the run's epoch, the same in all its threads. */
export function now(): number {
  return performance.now() - epoch
}
