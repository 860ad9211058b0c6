/** How often a watchdog is checked, in milliseconds. */
export const CHECK_INTERVAL_MS = 1000
/** A check that comes later than this means that the page itself stood still: a sleeping machine, a debugger, a throttled tab. */
const STALL_MS = 2 * CHECK_INTERVAL_MS

/** How a watchdog counts a stall of the page. */
export type AfterStall
  /** The watched side had no chance to be heard: the count starts again. */
  = | 'restart'
    /** The stall counts as one interval, so that even a page that always stalls gets to the limit. */
    | 'continue'

/** Counts how long nothing was heard, in the page's own time. It has no clock: {@link startWatchdog} does. */
export class Watchdog {
  #silence = 0
  #lastCheck: number | undefined

  /**
   * @param limit the silence in milliseconds after which a check fails
   * @param afterStall what a stall of the page does to the count
   */
  constructor(readonly limit: number, readonly afterStall: AfterStall) {}

  /** Resets the count: something was heard. */
  feed(): void {
    this.#silence = 0
  }

  /**
   * Checks the clock; call it every {@link CHECK_INTERVAL_MS}.
   *
   * @param now in milliseconds, of a monotonic clock
   * @returns whether the limit is reached
   */
  check(now: number): boolean {
    const elapsed = now - (this.#lastCheck ?? now)
    this.#lastCheck = now
    if (elapsed > STALL_MS && this.afterStall === 'restart')
      this.#silence = 0
    else
      this.#silence += Math.min(elapsed, CHECK_INTERVAL_MS)
    return this.#silence >= this.limit
  }
}

/** A watchdog being checked. */
export interface RunningWatchdog {
  feed: () => void
  stop: () => void
}

/**
 * Checks a watchdog until its limit is reached, or until it is stopped.
 *
 * @param watchdog not checked by anyone else
 * @param onSilence called once, when the limit is reached
 * @param onCheck called at each check before the limit, the first one at once
 */
export function startWatchdog(watchdog: Watchdog, onSilence: () => void, onCheck = (): void => {}): RunningWatchdog {
  watchdog.check(performance.now())
  onCheck()
  const timer = setInterval(() => {
    if (!watchdog.check(performance.now())) {
      onCheck()
      return
    }
    clearInterval(timer)
    onSilence()
  }, CHECK_INTERVAL_MS)
  return { feed: () => watchdog.feed(), stop: () => clearInterval(timer) }
}
