import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RING_HEADER_BYTES, RingWord } from '../../../engine/protocol/ring'
import { MAX_TEXT_BYTES, textRecordBytes } from '../../../engine/protocol/text'
import { RingReader } from '../../../engine/sandbox/ring-reader'

const SIZE = 64 * 1024

/** A ring, and what a program that has got hold of it can write. */
function ring(granule = 8) {
  const buffer = new SharedArrayBuffer(RING_HEADER_BYTES + SIZE)
  const header = new Int32Array(buffer, 0, RING_HEADER_BYTES / 4)
  const words = new Int32Array(buffer, RING_HEADER_BYTES)
  return {
    reader: new RingReader(buffer, granule),
    words,
    written: (bytes: number) => void Atomics.store(header, RingWord.Written, bytes),
  }
}

describe('a text ring', () => {
  it('gives whole records up to a limit, and always one', () => {
    const { reader, words, written } = ring()
    for (const at of [0, 32, 64])
      words[at / 4] = 3
    written(96)
    expect(reader.readTextRecords(64)?.byteLength).toBe(64)
    expect(reader.readTextRecords(1)?.byteLength).toBe(32)
    expect(reader.readTextRecords(64)).toBeUndefined()
    expect(reader.isCorrupt).toBe(false)
  })

  it('takes the longest record that there is', () => {
    const { reader, words, written } = ring()
    words[0] = MAX_TEXT_BYTES
    written(textRecordBytes(MAX_TEXT_BYTES))
    expect(reader.readTextRecords(1)?.byteLength).toBe(textRecordBytes(MAX_TEXT_BYTES))
  })

  it.each([
    ['a length below zero', -24, 64],
    ['the length of a gigabyte', 1 << 30, 64],
    ['a length a byte too long', MAX_TEXT_BYTES + 1, SIZE],
    ['a record that ends after what was written', 100, 64],
    ['more written than it holds', 8, SIZE + 8],
    ['less written than was read', 8, -8],
    ['half a granule written', 8, 12],
  ])('with %s is corrupt, and reading it ends', (_, length, bytes) => {
    const { reader, words, written } = ring()
    words[0] = length
    written(bytes)
    expect(reader.readTextRecords(4096)).toBeUndefined()
    expect(reader.isCorrupt).toBe(true)
    expect(reader.available).toBe(0)
  })

  it('never gives more than it holds, whatever is written to it', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { maxLength: 100 }), fc.integer(), (values, bytes) => {
      const { reader, words, written } = ring()
      words.set(values)
      written(bytes)
      for (let rounds = 0; rounds < 10; rounds++)
        expect(reader.readTextRecords(4096)?.byteLength ?? 0).toBeLessThanOrEqual(SIZE)
    }))
  })
})

it('a trace ring gives whole records only', () => {
  const { reader, written } = ring(32)
  written(96)
  expect(reader.read(new Uint8Array(80))).toBe(64)
  written(100)
  expect(reader.read(new Uint8Array(80))).toBe(0)
  expect(reader.isCorrupt).toBe(true)
})
