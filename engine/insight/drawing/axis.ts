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
  const step = roundStep((to - from) / Math.max(1, most))
  if (!(step > 0) || !Number.isFinite(step))
    return []
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.ceil(from / step - 1e-9)
  const last = Math.floor(to / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
    const time = (first + i) * step
    return { time, label: grouped(time, digits) }
  })
}

/** The smallest of 1, 2, 5, 10, 20, 50 … (or their tenths) that is not below `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const factor = [1, 2, 5, 10].find(f => f * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
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
