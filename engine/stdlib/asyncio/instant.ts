/** The run's clock, read as rarely as can be: asking the browser takes longer than switching tasks. */
import { now } from '../../kernel/clock'
import { onFreshRun } from '../../kernel/fresh-run'

let time = 0

/**
 * The time in milliseconds: the one that {@link stamp} gave if nothing has happened since but what the event loop does
 * between two steps, else the clock's.
 */
export function instant(): number {
  return time === 0 ? now() : time
}

/** Reads the clock at the end of a step; until {@link forget}, {@link instant} gives that time. */
export function stamp(): number {
  return time = now()
}

/** Something takes time from here on: a program's code, or a wait. */
export function forget(): void {
  time = 0
}

onFreshRun(forget)
