/**
 * A Controlled run: which thread runs, and for how many checks of the eval breaker, follows from a seed, and time is
 * counted in checks. The same program with the same seed does the same each time; it measures nothing.
 */
import { setVirtualTime } from '../kernel/clock'

/** What one check counts for, in milliseconds: about what CPython needs from one to the next. */
const CHECK_MS = 0.00005
/** How many checks a thread has on average before another one may take its turn. */
const MEAN_CHECKS = 1000
const MAX_CHECKS = 10_000

/** The choices and the clock of a Controlled run. */
export class Controlled {
  readonly #seed: number
  #state = 0
  #time = 0

  /** @param seed an integer */
  constructor(seed: number) {
    this.#seed = seed | 0
    this.begin()
  }

  /** Counts from here. */
  begin(): void {
    this.#state = this.#seed
    this.#time = 0
    setVirtualTime(0)
  }

  /** Milliseconds since the run began. */
  get time(): number {
    return this.#time
  }

  /** Time goes on to a moment; never back. */
  advanceTo(time: number): void {
    this.#time = Math.max(this.#time, time)
    setVirtualTime(this.#time)
  }

  /** So many checks were made. */
  count(checks: number): void {
    this.advanceTo(this.#time + checks * CHECK_MS)
  }

  /** A number from 0 up to 1 (mulberry32). */
  random(): number {
    this.#state = (this.#state + 0x6D2B79F5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** How many checks the next turn lasts. */
  slice(): number {
    return Math.max(1, Math.min(MAX_CHECKS, Math.round(-Math.log(1 - this.random()) * MEAN_CHECKS)))
  }

  /** Takes one of several at random. */
  choose<T>(from: T[]): T | undefined {
    const [chosen] = from.splice(Math.floor(this.random() * from.length), 1)
    return chosen
  }
}
