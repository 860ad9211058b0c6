import { performance } from 'node:perf_hooks'

const PATIENCE = 60_000
/** Bytes; a beat is shorter. */
const SHORTEST_EDIT = 600

/** An edit that all guests have. */
interface Arrived {
  message: Uint8Array
  /** When it came to each of them, by `performance.now()`. */
  times: readonly number[]
}

/** Records when an edit comes to each of several clients. */
export class Arrivals {
  private times: number[] = []
  private done: ((arrived: Arrived) => void) | undefined

  /** @param clients how many there are */
  constructor(private readonly clients: number) {}

  /**
   * The next edit, once all have it.
   *
   * @throws {Error} when one has not got it after a minute
   */
  next(): Promise<Arrived> {
    this.times = []
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`only ${this.times.length} of ${this.clients} guests got an edit`)), PATIENCE)
      this.done = (arrived) => {
        clearTimeout(timer)
        resolve(arrived)
      }
    })
  }

  /**
   * A client has a message.
   *
   * @returns whether it is an edit
   */
  arrived(message: Uint8Array): boolean {
    if (message.length < SHORTEST_EDIT)
      return false
    if (this.times.push(performance.now()) === this.clients)
      this.done?.({ message, times: this.times })
    return true
  }
}
