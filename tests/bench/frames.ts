import type { Measurement } from './row'
import { spreadOf } from './row'

/** The longest that a frame of the page may take. */
const LIMIT_MS = 50
/** Three frames of a screen of 60 Hz are 50 ms, give or take what the clock is rounded by. */
const ROUNDING_MS = 0.1

/** What the bar of a row about frames says. */
export const FRAME_BAR = `no frame over ${LIMIT_MS} ms`

/** The longest frame, against the limit; durations in milliseconds. */
export function measurementOfFrames(frames: readonly number[]): Measurement {
  const spread = spreadOf(frames)
  const [, longest] = spread
  return { ours: longest, peer: LIMIT_MS, unit: 'ms', spread, holds: longest <= LIMIT_MS + ROUNDING_MS }
}
