/**
 * Passes what the workers of a run write on to the page. The frame never blocks: it sleeps on the doorbell with
 * `Atomics.waitAsync` and looks at the trace rings on a timer, so that a run whose threads all block is drawn too.
 */
import type { SandboxToHost } from '../protocol/messages'
import { Word } from '../protocol/layout'
import { TEXT_GRANULE_BYTES } from '../protocol/text'
import { RECORD_BYTES } from '../protocol/trace'
import { RingReader } from './ring-reader'

/** How often the trace is looked at. */
const TRACE_INTERVAL_MS = 30
/** Most pieces of text from one ring in one message, so that the page gets a flood in several. */
const TEXT_PIECES = 4
/** Most bytes in a piece: what the page decodes at a time. */
const TEXT_PIECE_BYTES = 4 * 1024
/** Rounds after which all that stood in full rings of text has been read. */
const LAST_ROUNDS = 64
/** Most records in one message. */
const TRACE_BATCH_BYTES = 32768 * RECORD_BYTES

/** Why a run ends whose ring is corrupt. */
export const CORRUPT_RING = 'the program has overwritten the memory through which its output and its timeline reach the page'

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
  /** The memories whose doorbells are listened to, as words. */
  readonly #memories = new Map<SharedArrayBuffer, Int32Array<SharedArrayBuffer>>()
  #trace: OwnedRing[] = []
  #text: OwnedRing[] = []
  /** Records that did not fit into rings which are not read any more. */
  #droppedBefore = 0
  #timer: ReturnType<typeof setInterval> | undefined
  readonly #buffer = new Uint8Array(TRACE_BATCH_BYTES)
  #open = true

  /**
   * @param run its number
   * @param send sends a message to the page
   * @param onCorrupt called when a ring holds what the engine has not written
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
   * Listens to a process's doorbell.
   *
   * @param memory the process's
   * @param onBell called each time it rings, before the text is read
   */
  listen(memory: SharedArrayBuffer, onBell: () => void): void {
    const words = new Int32Array(memory)
    this.#memories.set(memory, words)
    void this.#listen(memory, words, onBell)
  }

  /** Reads what is left of a process that has ended, and forgets it, so that its memory can be reclaimed. */
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
   * Reads a further worker's rings too.
   *
   * @param owner its process's memory
   * @param trace none if the run is not traced
   * @param text where it writes what it prints
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
      // What was written between the last look and arming the bell rang no bell.
      onBell()
      const more = this.#relayText()
      if (more) {
        // A flood: let the frame take its other messages, a Stop among them.
        await new Promise<void>(resolve => setTimeout(resolve))
        continue
      }
      const wait = Atomics.waitAsync(words, Word.Doorbell, seen, 250)
      if (wait.async)
        await wait.value
    }
  }

  /** Sends a batch of each ring's text; whether there is more. */
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

  /** Sends all that was written up to now; a thread that goes on writing does not keep the frame here. */
  #readAll(): void {
    for (let rounds = 0; rounds < LAST_ROUNDS && this.#relayText(); rounds++);
    for (let rounds = 0; rounds < LAST_ROUNDS && this.#relayTrace(); rounds++);
  }

  /** Sends all that is left and stops reading. */
  close(): void {
    this.#open = false
    clearInterval(this.#timer)
    this.#readAll()
    for (const words of this.#memories.values())
      Atomics.notify(words, Word.Doorbell)
  }
}
