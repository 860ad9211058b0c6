import { ticks as niceTicks, tickStep } from 'd3-array'

/** One mark on the time axis. */
export interface Tick {
  /** Milliseconds, counted as the edges are. */
  time: number
  label: string
}

/**
 * Marks at round times.
 *
 * @param from milliseconds at the left edge
 * @param to milliseconds at the right edge
 * @param most how many marks there is room for
 */
export function ticks(from: number, to: number, most: number): Tick[] {
  if (!(to > from) || !Number.isFinite(to - from))
    return []
  let count = Math.max(1, Math.floor(most))
  let times = niceTicks(from, to, count)
  // D3 treats the count as a hint, and may return a few more.
  while (times.length > Math.max(1, most) && count > 1)
    times = niceTicks(from, to, --count)
  const step = Math.abs(tickStep(from, to, count))
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  return times.map(time => ({ time, label: grouped(time, digits) }))
}

/**
 * A length of time as people say it: three digits are enough to see, more are noise.
 *
 * @param ms milliseconds
 */
export function duration(ms: number): string {
  if (ms < 0.9995)
    return `${precise(ms * 1000)} µs`
  if (ms < 999.5)
    return `${precise(ms)} ms`
  if (ms < 9995)
    return `${(ms / 1000).toFixed(2)} s`
  return `${grouped(ms / 1000, 1)} s`
}

function precise(value: number): string {
  return value >= 99.95 ? value.toFixed(0) : value >= 9.995 ? value.toFixed(1) : value.toFixed(2)
}

function grouped(value: number, digits: number): string {
  const fixed = Math.abs(value) < 1e-9 ? (0).toFixed(digits) : value.toFixed(digits)
  const [whole, fraction] = fixed.split('.')
  const withSpaces = whole!.replace(/\B(?=(?:\d{3})+$)/g, '\u2009')
  return fraction ? `${withSpaces}.${fraction}` : withSpaces
}
