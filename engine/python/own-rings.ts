/**
 * Memory and rings of this worker's own, on a page that is not isolated and so has no shared memory: what a program writes
 * goes to the frame by messages, which a worker can post while Python runs.
 */
import type { InterpreterToSandbox } from '../protocol/python'
import { PROCESS_MEMORY_BYTES } from '../protocol/layout'
import { RING_HEADER_BYTES, RingWord } from '../protocol/ring'

/** How often what has been written is sent. */
const SEND_INTERVAL_MS = 30
/** How many times in an interval what is written is sent at once: the program may be about to be busy for long. */
const PROMPT_SENDS = 20
/** The frame can't slow down a program that floods it: this much text in an interval does. */
const OWN_TEXT_RING_BYTES = 64 * 1024
const OWN_TRACE_RING_BYTES = 1024 * 1024

/** The memory of one run. */
export class OwnRings {
  readonly memory = new ArrayBuffer(PROCESS_MEMORY_BYTES)
  readonly text = new ArrayBuffer(RING_HEADER_BYTES + OWN_TEXT_RING_BYTES)
  /** Undefined when the run is not traced. */
  readonly trace: ArrayBuffer | undefined
  readonly #send: (message: InterpreterToSandbox, transfer: Transferable[]) => void
  readonly #timer: ReturnType<typeof setInterval>
  /** When the interval of {@link PROMPT_SENDS} began, and what is left of them. */
  #began = performance.now()
  #promptSends = PROMPT_SENDS

  /**
   * @param isTraced whether the run is traced
   * @param send sends a message to the frame
   */
  constructor(isTraced: boolean, send: (message: InterpreterToSandbox, transfer: Transferable[]) => void) {
    this.trace = isTraced ? new ArrayBuffer(RING_HEADER_BYTES + OWN_TRACE_RING_BYTES) : undefined
    this.#send = send
    this.#timer = setInterval(() => this.send(), SEND_INTERVAL_MS)
  }

  /** A line was written: it is sent at once, or with others where there are many. */
  notice(): void {
    if (this.#isNextInterval())
      this.#promptSends = PROMPT_SENDS
    if (this.#promptSends === 0)
      return
    this.#promptSends--
    this.send()
  }

  /** The text ring is full. */
  makeRoom(): void {
    while (!this.#isNextInterval());
    this.send()
  }

  #isNextInterval(): boolean {
    const time = performance.now()
    if (time - this.#began < SEND_INTERVAL_MS)
      return false
    this.#began = time
    return true
  }

  /** Sends what has been written. */
  send(): void {
    const text = take(this.text)
    const trace = this.trace && take(this.trace)
    if (text || trace)
      this.#send({ type: 'written', text, trace, dropped: this.trace ? header(this.trace)[RingWord.Dropped]! : 0 }, [text, trace].filter(part => part !== undefined))
  }

  /** Sends the rest. */
  close(): void {
    clearInterval(this.#timer)
    this.send()
  }
}

function header(ring: ArrayBuffer): Int32Array {
  return new Int32Array(ring, 0, RING_HEADER_BYTES / 4)
}

/** Reads all that was written to a ring; `undefined` when nothing was. */
function take(ring: ArrayBuffer): ArrayBuffer | undefined {
  const words = header(ring)
  const data = new Uint8Array(ring, RING_HEADER_BYTES)
  const length = (words[RingWord.Written]! - words[RingWord.Read]!) | 0
  if (length === 0)
    return undefined
  const at = words[RingWord.Read]! & (data.length - 1)
  const taken = new Uint8Array(length)
  const first = Math.min(length, data.length - at)
  taken.set(data.subarray(at, at + first))
  taken.set(data.subarray(0, length - first), first)
  words[RingWord.Read] = words[RingWord.Written]!
  return taken.buffer
}
