/** The run's clock, read as rarely as possible: asking the browser takes longer than switching tasks. */
import { now } from '../../kernel/clock'
import { onFreshRun } from '../../kernel/fresh-run'

let time = 0

/**
 * The time in milliseconds: the one from the last {@link stamp} if only the event loop's own code between two steps has
 * run since, else the clock's.
 */
export function instant(): number {
  return time === 0 ? now() : time
}

/** Reads the clock at the end of a step; {@link instant} returns that time until {@link forget}. */
export function stamp(): number {
  return time = now()
}

/** Drops the stamped time, before something that takes time: a program's code, or a wait. */
export function forget(): void {
  time = 0
}

onFreshRun(forget)
