import type { TextRecord } from '../protocol/text'
/** Text records from the sandbox: see protocol/text.ts. */
import { MAX_TEXT_BYTES, TEXT_HEADER_BYTES, TextKind, textRecordBytes } from '../protocol/text'

/** Decodes the batches of one run. A text that is longer than a record arrives in parts, all in one ring's order. */
export class TextBatches {
  readonly #decoder = new TextDecoder()
  #parts: Uint8Array[] = []

  #join(last: Uint8Array): string {
    if (this.#parts.length === 0)
      return this.#decoder.decode(last)
    const text = this.#parts.map(part => this.#decoder.decode(part, { stream: true })).join('') + this.#decoder.decode(last)
    this.#parts = []
    return text
  }

  /**
   * The records of a batch.
   *
   * @throws RangeError when the lengths in it do not add up
   */
  * decode(batch: ArrayBuffer): Generator<TextRecord> {
    const view = new DataView(batch)
    for (let at = 0; at < batch.byteLength;) {
      const length = view.getInt32(at, true)
      const kind: TextKind = view.getInt32(at + 4, true)
      if (length < 0 || length > MAX_TEXT_BYTES)
        throw new RangeError(`a record of ${length} bytes`)
      const bytes = new Uint8Array(batch, at + TEXT_HEADER_BYTES, length)
      const record = { lane: view.getInt32(at + 8, true), line: view.getInt32(at + 12, true), time: view.getFloat64(at + 16, true) }
      at += textRecordBytes(length)
      if (kind === TextKind.More) {
        this.#parts.push(bytes)
        continue
      }
      yield { kind, ...record, text: this.#join(bytes) }
    }
  }
}
