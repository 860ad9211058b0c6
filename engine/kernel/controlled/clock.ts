/** The clock of a Controlled run: virtual, and the same for all threads. It moves on when every thread waits. */
import { Control } from '../../protocol/baton-layout'
import { controlFloats } from './notes'

/** The clock begins with the run. */
export function setEpoch(_value: number): void {}

/** Milliseconds since the run began. */
export function now(): number {
  return controlFloats[Control.Clock / 2]!
}

/** The scheduler alone moves it. */
export function setVirtualTime(_ms: number): void {}

/** The same as {@link now}, which is cheap here. */
export function lastTime(): number {
  return now()
}
