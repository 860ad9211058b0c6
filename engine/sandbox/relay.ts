/**
 * Relays the workers' rings to the page. The frame never blocks: it sleeps on the doorbell with `Atomics.waitAsync` and
 * polls the trace rings on a timer, so that a run whose threads all block is drawn too.
 */
import type { SandboxToHost } from '../protocol/messages'
import { Word } from '../protocol/layout'
import { TEXT_GRANULE_BYTES } from '../protocol/text'
import { RECORD_BYTES } from '../protocol/trace'
import { RingReader } from './ring-reader'

/** How often the trace is polled. */
const TRACE_INTERVAL_MS = 30
/** The most pieces of text from one ring in one message, so that the page gets a flood in several. */
const TEXT_PIECES = 4
/** The most bytes in a piece, which the page decodes at once. */
const TEXT_PIECE_BYTES = 4 * 1024
/** Rounds that are enough to read even full text rings to their end. */
const LAST_ROUNDS = 64
/** The most records in one message. */
const TRACE_BATCH_BYTES = 32768 * RECORD_BYTES

/** Why a run with a corrupt ring ends. */
export const CORRUPT_RING = 'the program has overwritten the memory that carries its output and its timeline to the page'

/** A ring, and the memory of the process whose worker writes it. */
interface OwnedRing {
  owner: SharedArrayBuffer
  ring: RingReader
}

function droppedOf(rings: readonly OwnedRing[]): number {
  return rings.reduce((sum, { ring }) => sum + ring.dropped, 0)
}

/** Reads the rings of a run while it lasts. */
export class Relay {
  readonly #run: number
  readonly #send: (message: SandboxToHost, transfer: Transferable[]) => void
  readonly #onCorrupt: () => void
  /** The memories whose doorbells are watched, as words. */
  readonly #memories = new Map<SharedArrayBuffer, Int32Array<SharedArrayBuffer>>()
  #trace: OwnedRing[] = []
  #text: OwnedRing[] = []
  /** Dropped records of rings that are not read any more. */
  #droppedBefore = 0
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #buffer = new Uint8Array(TRACE_BATCH_BYTES)
  #open = true

  /**
   * @param run the run's number
   * @param send sends a message to the page
   * @param onCorrupt called when a ring contains data that the engine has not written
   */
  constructor(run: number, send: (message: SandboxToHost, transfer: Transferable[]) => void, onCorrupt: () => void) {
    this.#run = run
    this.#send = send
    this.#onCorrupt = onCorrupt
  }

  /** Starts reading. */
  start(): void {
    this.#timer = setInterval(() => this.#relayTrace(), TRACE_INTERVAL_MS)
  }

  /**
   * Watches a process's doorbell.
   *
   * @param memory the process's memory
   * @param onBell called each time the bell rings, before the text is read
   */
  listen(memory: SharedArrayBuffer, onBell: () => void): void {
    const words = new Int32Array(memory)
    this.#memories.set(memory, words)
    void this.#listen(memory, words, onBell)
  }

  /** Reads the rest of a process that has ended, and drops its memory, so that it can be reclaimed. */
  forget(memory: SharedArrayBuffer): void {
    this.#readAll()
    const isOther = (ring: OwnedRing): boolean => ring.owner !== memory
    this.#droppedBefore += droppedOf(this.#trace.filter(ring => !isOther(ring)))
    this.#trace = this.#trace.filter(isOther)
    this.#text = this.#text.filter(isOther)
    const words = this.#memories.get(memory)
    this.#memories.delete(memory)
    if (words)
      Atomics.notify(words, Word.Doorbell)
  }

  /**
   * Reads the rings of another worker too.
   *
   * @param owner its process's memory
   * @param trace its trace ring; undefined if the run is not traced
   * @param text its text ring
   */
  add(owner: SharedArrayBuffer, trace: SharedArrayBuffer | undefined, text: SharedArrayBuffer): void {
    if (trace)
      this.#trace.push({ owner, ring: new RingReader(trace, RECORD_BYTES) })
    this.#text.push({ owner, ring: new RingReader(text, TEXT_GRANULE_BYTES) })
  }

  /** Records that did not fit into a ring. */
  get dropped(): number {
    return this.#droppedBefore + droppedOf(this.#trace)
  }

  async #listen(memory: SharedArrayBuffer, words: Int32Array<SharedArrayBuffer>, onBell: () => void): Promise<void> {
    while (this.#open && this.#memories.has(memory)) {
      const seen = Atomics.load(words, Word.Doorbell)
      Atomics.store(words, Word.DoorbellArmed, 1)
      // Data written between the last read and arming the bell did not ring it.
      onBell()
      const more = this.#relayText()
      if (more) {
        // A flood: let the frame handle its other messages, a Stop among them.
        await new Promise<void>(resolve => setTimeout(resolve))
        continue
      }
      const wait = Atomics.waitAsync(words, Word.Doorbell, seen, 250)
      if (wait.async)
        await wait.value
    }
  }

  /** Sends a batch of each ring's text; returns whether there is more. */
  #relayText(): boolean {
    const batch: ArrayBuffer[] = []
    for (const { ring } of this.#text) {
      for (let piece = 0; piece < TEXT_PIECES; piece++) {
        const records = ring.readTextRecords(TEXT_PIECE_BYTES)
        if (!records)
          break
        batch.push(records)
      }
    }
    if (batch.length > 0)
      this.#send({ type: 'text', run: this.#run, batch }, batch)
    this.#lookForCorruption()
    return this.#text.some(({ ring }) => ring.available > 0)
  }

  #relayTrace(): boolean {
    let length = 0
    for (const { ring } of this.#trace)
      length += ring.read(this.#buffer.subarray(length))
    this.#lookForCorruption()
    if (length === 0)
      return false
    const batch = this.#buffer.slice(0, length).buffer
    this.#send({ type: 'trace', run: this.#run, batch }, [batch])
    return true
  }

  #lookForCorruption(): void {
    if (this.#open && [...this.#text, ...this.#trace].some(({ ring }) => ring.isCorrupt))
      this.#onCorrupt()
  }

  /** Sends everything written up to now; a thread that goes on writing does not keep the frame here. */
  #readAll(): void {
    for (let rounds = 0; rounds < LAST_ROUNDS && this.#relayText(); rounds++);
    for (let rounds = 0; rounds < LAST_ROUNDS && this.#relayTrace(); rounds++);
  }

  /** Sends everything that is left and stops reading. */
  close(): void {
    this.#open = false
    clearInterval(this.#timer)
    this.#readAll()
    for (const words of this.#memories.values())
      Atomics.notify(words, Word.Doorbell)
  }
}
