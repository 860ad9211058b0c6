/**
 * A Controlled run: which thread runs, and for how many checks of the eval breaker, follows from a seed, and time is
 * counted in checks. The same program with the same seed does the same each time; it measures nothing.
 */
import { setVirtualTime } from '../kernel/clock'
import { randomNumbers } from '../protocol/random-numbers'

/** What one check counts for, in milliseconds: about what CPython needs from one to the next. */
const CHECK_MS = 0.00005
/**
 * How many checks a turn has on average: the seed says which. Some faults show when threads switch within a line, others
 * when one of them is ahead of the others by far.
 */
const MEANS = [1, 2, 4, 12] as const
/** After so many turns they last twice as long as at first, then three times: a long computation must come to its end. */
const TURNS_TO_DOUBLE = 500
const MAX_MEAN = 1000
const MAX_CHECKS = 10_000
/** How often a thread whose turn is over, though it could go on, is set aside, and for how many checks: others come far meanwhile. */
const SET_ASIDE = 1 / 4
const MIN_ASIDE = 10
const MAX_ASIDE = 10_000

/** The choices and the clock of a Controlled run. */
export class Controlled {
  readonly #seed: number
  readonly #mean: number
  #random!: () => number
  #time = 0
  #turns = 0
  /** Until when threads are set aside, as long as others can run. */
  readonly #aside = new WeakMap<object, number>()

  /** @param seed an integer */
  constructor(seed: number) {
    this.#seed = seed | 0
    this.#mean = MEANS[this.#seed & 3]!
    this.begin()
  }

  /** Counts from here. */
  begin(): void {
    this.#random = randomNumbers(this.#seed)
    this.#time = 0
    this.#turns = 0
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

  /** A number from 0 up to 1. */
  random(): number {
    return this.#random()
  }

  /** How many checks the next turn lasts. */
  slice(): number {
    const mean = Math.min(MAX_MEAN, this.#mean * (1 + this.#turns++ / TURNS_TO_DOUBLE))
    return Math.max(1, Math.min(MAX_CHECKS, Math.round(-Math.log(1 - this.random()) * mean)))
  }

  /**
   * Takes one of the threads that can run, at random.
   *
   * @param from those threads
   * @param last the thread of the last turn
   */
  choose<T extends object>(from: T[], last: T): T | undefined {
    if (from.length > 1 && from.includes(last) && this.random() < SET_ASIDE)
      this.#aside.set(last, this.#time + CHECK_MS * MIN_ASIDE * (MAX_ASIDE / MIN_ASIDE) ** this.random())
    const free = from.filter(thread => (this.#aside.get(thread) ?? 0) <= this.#time)
    const candidates = free.length > 0 ? free : from
    const chosen = candidates[Math.floor(this.random() * candidates.length)]
    if (chosen)
      from.splice(from.indexOf(chosen), 1)
    return chosen
  }
}
