/** How often a watchdog is checked, in milliseconds. */
export const CHECK_INTERVAL_MS = 1000
/** A check that comes later than this shows that the page itself stood still: a sleeping machine, a debugger, a throttled tab. */
const STALL_MS = 2 * CHECK_INTERVAL_MS

/** How a watchdog takes a stall of the page. */
export type AfterStall
  /** Whoever is watched had no chance to be heard: the count starts again. */
  = | 'restart'
    /** The stall counts as one interval, so that even a page that always stalls gets to the limit. */
    | 'continue'

/** Counts for how long nothing was heard, by the page's own time alone. It knows no clock: {@link startWatchdog} has one. */
export class Watchdog {
  #silence = 0
  #lastCheck: number | undefined

  /**
   * @param limit silence in milliseconds after which a check says that it is over
   * @param afterStall what a stall of the page does to the count
   */
  constructor(readonly limit: number, readonly afterStall: AfterStall) {}

  /** Something was heard: the count starts again. */
  feed(): void {
    this.#silence = 0
  }

  /**
   * Looks at the clock; due every {@link CHECK_INTERVAL_MS}.
   *
   * @param now in milliseconds, of a clock that never goes back
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

/** A watchdog that is being checked. */
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
