import type { Whispered } from './messages'
import type { Sealed, Unsealer } from './sealed'
import { readWhisper } from './shapes'

/** Most messages that wait; more are dropped. */
const MOST_WAITING = 5000
/** How long decrypting may take within one frame, and the pause before it goes on, in milliseconds. */
const BUDGET = 4
const PAUSE = 16
/** Most devices whose last number is remembered. */
const MOST_DEVICES = 20_000

/** Decrypts guests' messages one after the other, without delaying a frame. */
export class Inbox {
  private readonly waiting: Sealed[] = []
  private readonly numbers = new Map<string, number>()
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly unsealer: Unsealer,
    private readonly take: (whispered: Whispered) => void,
    private readonly refuse: () => void,
  ) {}

  add(sealed: Sealed) {
    if (this.waiting.length >= MOST_WAITING)
      return this.refuse()
    this.waiting.push(sealed)
    this.timer ??= setTimeout(() => this.work(), 0)
  }

  close() {
    clearTimeout(this.timer)
    this.waiting.length = 0
  }

  private work() {
    const end = performance.now() + BUDGET
    for (let next = this.waiting.shift(); next; next = performance.now() < end ? this.waiting.shift() : undefined)
      this.open(next)
    this.timer = this.waiting.length > 0 ? setTimeout(() => this.work(), PAUSE) : undefined
  }

  private open(sealed: Sealed) {
    const text = this.unsealer.open(sealed)
    const whispered = text === undefined ? undefined : readWhisper(text)
    const last = whispered && this.numbers.get(whispered.device)
    const isKnown = last !== undefined
    if (!whispered || (isKnown ? whispered.n <= last : this.numbers.size >= MOST_DEVICES))
      return this.refuse()
    this.numbers.set(whispered.device, whispered.n)
    this.take(whispered)
  }
}
