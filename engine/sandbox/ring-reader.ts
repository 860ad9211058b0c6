/** Reads the rings that workers write: see protocol/ring.ts, trace.ts and text.ts. */
import { RING_HEADER_BYTES, RingWord } from '../protocol/ring'
import { TEXT_HEADER_BYTES } from '../protocol/text'

/** The reading end of one ring. */
export class RingReader {
  readonly #header: Int32Array<SharedArrayBuffer>
  readonly #data: Uint8Array<SharedArrayBuffer>
  #read = 0

  constructor(buffer: SharedArrayBuffer) {
    this.#header = new Int32Array(buffer, 0, RING_HEADER_BYTES / 4)
    this.#data = new Uint8Array(buffer, RING_HEADER_BYTES)
  }

  /** Bytes that can be read. */
  get available(): number {
    return (Atomics.load(this.#header, RingWord.Written) - this.#read) >>> 0
  }

  /** Records that the writer had to leave out. */
  get dropped(): number {
    return Atomics.load(this.#header, RingWord.Dropped)
  }

  /** Copies what can be read, up to a limit, to the front of a target; gives the number of bytes. */
  read(target: Uint8Array, limit = Infinity): number {
    const length = Math.min(this.available, target.length, limit)
    const at = this.#read & (this.#data.length - 1)
    const first = Math.min(length, this.#data.length - at)
    target.set(this.#data.subarray(at, at + first))
    target.set(this.#data.subarray(0, length - first), first)
    this.#read = (this.#read + length) | 0
    Atomics.store(this.#header, RingWord.Read, this.#read)
    Atomics.notify(this.#header, RingWord.Read)
    return length
  }

  /** Reads whole text records, up to a limit in bytes: each record is at most 33 KiB, so one always fits. */
  readTextRecords(limit: number): ArrayBuffer | undefined {
    const available = this.available
    if (available === 0)
      return undefined
    let end = 0
    while (end < available) {
      const size = (TEXT_HEADER_BYTES + this.#wordAt(end) + 7) & ~7
      if (end > 0 && end + size > limit)
        break
      end += size
    }
    const target = new Uint8Array(end)
    this.read(target, end)
    return target.buffer
  }

  #wordAt(offset: number): number {
    const at = (this.#read + offset) & (this.#data.length - 1)
    return new Int32Array(this.#data.buffer, RING_HEADER_BYTES + at, 1)[0]!
  }
}
