/** Text records from the sandbox: see protocol/text.ts. */
import type { TextRecord } from '../protocol/text'
import { cut, MAX_LINE_LETTERS } from '../protocol/lengths'
import { CUT_LINE, MAX_TEXT_BYTES, TEXT_HEADER_BYTES, TextKind, textRecordBytes } from '../protocol/text'

/** Decodes the batches of one run. A text longer than a record arrives in parts, in order, in one ring. */
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
   * @throws RangeError when its lengths do not add up
   */
  * decode(batch: ArrayBuffer): Generator<TextRecord> {
    const view = new DataView(batch)
    for (let at = 0; at < batch.byteLength;) {
      const length = view.getInt32(at, true)
      const word = view.getInt32(at + 4, true)
      const kind: TextKind = word & ~CUT_LINE
      const isCut = (word & CUT_LINE) !== 0
      if (length < 0 || length > MAX_TEXT_BYTES)
        throw new RangeError(`a record of ${length} bytes`)
      const bytes = new Uint8Array(batch, at + TEXT_HEADER_BYTES, length)
      const record = { lane: view.getInt32(at + 8, true), line: view.getInt32(at + 12, true), time: view.getFloat64(at + 16, true) }
      at += textRecordBytes(length)
      if (kind === TextKind.More) {
        this.#parts.push(bytes)
        continue
      }
      const text = this.#join(bytes)
      yield isOutput(kind) ? cutLine({ kind, ...record, text }, isCut) : { kind, ...record, text }
    }
  }
}

function isOutput(kind: TextKind): boolean {
  return kind === TextKind.Stdout || kind === TextKind.Stderr || kind === TextKind.StdoutPiece || kind === TextKind.StderrPiece
}

/** A record whose text is a line of at most `MAX_LINE_LETTERS`, with the number of letters that were cut off. */
function cutLine(record: TextRecord, isCut: boolean): TextRecord {
  const { text } = record
  const start = isCut ? text.indexOf('\n') + 1 : 0
  const line = cut(text.slice(start), MAX_LINE_LETTERS)
  const left = (isCut ? Math.max(0, Number.parseInt(text) || 0) : 0) + text.length - start - line.length
  return { ...record, text: line, ...left > 0 && { cut: left } }
}
