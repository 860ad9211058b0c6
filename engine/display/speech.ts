import type { OutputLog } from './output-log'
import { shortened } from '../protocol/lengths'
import { nameOf } from './output-log'

/** At most these lines are read out at a time, and so many letters of each. */
const MOST_LINES = 3
const MOST_LETTERS = 200

/** Says what has been printed since the last time, in so few words that it can be read out. */
export class Speech {
  #told = 0

  /** The text to be read out; `undefined`: nothing new. */
  next(log: OutputLog): string | undefined {
    // A line without an end is read out when it has one.
    const length = log.length - Number(log.slice(log.length - 1, log.length)[0]?.unfinished ?? false)
    if (length < this.#told)
      this.#told = 0
    if (length === this.#told)
      return undefined
    const last = log.slice(Math.max(this.#told, length - MOST_LINES), length)
    const skipped = length - this.#told - last.length
    this.#told = length
    return [skipped > 0 && `${skipped} more lines`, ...last.map(line => `${nameOf(line)}: ${shortened(line.text, MOST_LETTERS)}`)].filter(Boolean).join('. ')
  }
}
