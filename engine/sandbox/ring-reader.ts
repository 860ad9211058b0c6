/** Reads the rings that workers write: see protocol/ring.ts, trace.ts and text.ts. */
import { RING_HEADER_BYTES, RingWord } from '../protocol/ring'
import { MAX_TEXT_BYTES, textRecordBytes } from '../protocol/text'

/**
 * The reader of one ring. A program can overwrite the ring; one with impossible numbers is {@link isCorrupt} from then on,
 * and has nothing more to read.
 */
export class RingReader {
  readonly #header: Int32Array<SharedArrayBuffer>
  readonly #data: Uint8Array<SharedArrayBuffer>
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #granule: number
  #read = 0
  /** Whether something other than the engine has written to it. */
  isCorrupt = false

  /**
   * @param buffer header and data; the data's size is a power of two
   * @param granule the size of every record is a multiple of this many bytes
   */
  constructor(buffer: SharedArrayBuffer, granule: number) {
    this.#header = new Int32Array(buffer, 0, RING_HEADER_BYTES / 4)
    this.#data = new Uint8Array(buffer, RING_HEADER_BYTES)
    this.#words = new Int32Array(buffer, RING_HEADER_BYTES)
    this.#granule = granule
  }

  /** Bytes that can be read. */
  get available(): number {
    const available = (Atomics.load(this.#header, RingWord.Written) - this.#read) >>> 0
    if (available > this.#data.length || available % this.#granule !== 0)
      this.isCorrupt = true
    return this.isCorrupt ? 0 : available
  }

  /** Records that the writer had to drop. */
  get dropped(): number {
    return Atomics.load(this.#header, RingWord.Dropped) >>> 0
  }

  /** Copies what can be read, whole granules up to the target's length, to its front; returns the number of bytes. */
  read(target: Uint8Array): number {
    const room = target.length - target.length % this.#granule
    const length = Math.min(this.available, room)
    const at = this.#read & (this.#data.length - 1)
    const first = Math.min(length, this.#data.length - at)
    target.set(this.#data.subarray(at, at + first))
    target.set(this.#data.subarray(0, length - first), first)
    this.#read = (this.#read + length) | 0
    Atomics.store(this.#header, RingWord.Read, this.#read)
    Atomics.notify(this.#header, RingWord.Read)
    return length
  }

  /** Reads whole text records, up to a limit in bytes, but always one. */
  readTextRecords(limit: number): ArrayBuffer | undefined {
    const { available } = this
    let end = 0
    while (end < available) {
      const length = this.#wordAt(end)
      const next = end + textRecordBytes(length)
      if (length < 0 || length > MAX_TEXT_BYTES || next > available) {
        this.isCorrupt = true
        return undefined
      }
      if (end > 0 && next > limit)
        break
      end = next
    }
    if (end === 0)
      return undefined
    const target = new Uint8Array(end)
    this.read(target)
    return target.buffer
  }

  #wordAt(offset: number): number {
    return this.#words[((this.#read + offset) & (this.#data.length - 1)) >>> 2]!
  }
}
