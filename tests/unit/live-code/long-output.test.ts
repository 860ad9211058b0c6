import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lastLines, MOST_LETTERS, OutputLog } from '../../../engine/display/output-log'
import { TextBatches } from '../../../engine/host/text-decoder'
import { attachMemory } from '../../../engine/kernel/memory'
import { attachText, nameLane, report, writeLine, writePiece } from '../../../engine/kernel/text-writer'
import { cut, MAX_LINE_LETTERS, MAX_MESSAGE_LETTERS, MAX_NAME_LETTERS, shortened, shortenReport } from '../../../engine/protocol/lengths'
import { RING_HEADER_BYTES } from '../../../engine/protocol/ring'
import { CUT_LINE, TEXT_GRANULE_BYTES, TEXT_HEADER_BYTES, TextKind } from '../../../engine/protocol/text'
import { RingReader } from '../../../engine/sandbox/ring-reader'

/** What a thread writes, as the page decodes it. */
function written(write: () => void) {
  const ring = new SharedArrayBuffer(RING_HEADER_BYTES + (1 << 20))
  attachMemory(new SharedArrayBuffer(1 << 20))
  attachText(ring)
  write()
  const bytes = new RingReader(ring, TEXT_GRANULE_BYTES).readTextRecords(Infinity)!
  return { bytes: bytes.byteLength, records: [...new TextBatches().decode(bytes)] }
}

describe('a line of ten million letters', () => {
  it.each(['stdout', 'stderr'] as const)('to %s is cut where it is printed, and the page gets the number of missing letters', (stream) => {
    const { bytes, records } = written(() => writeLine(stream, 'y'.repeat(10_000_000)))
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ kind: stream === 'stdout' ? TextKind.Stdout : TextKind.Stderr, text: 'y'.repeat(MAX_LINE_LETTERS), cut: 10_000_000 - MAX_LINE_LETTERS })
    expect(bytes).toBeLessThan(4 * MAX_LINE_LETTERS)
  })

  it.each(['stdout', 'stderr'] as const)('to %s, shown before its end, is cut in the same way', (stream) => {
    const { records } = written(() => writePiece(stream, 'y'.repeat(10_000_000)))
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ kind: stream === 'stdout' ? TextKind.StdoutPiece : TextKind.StderrPiece, text: 'y'.repeat(MAX_LINE_LETTERS), cut: 10_000_000 - MAX_LINE_LETTERS })
  })

  it('costs the lines after it nothing', () => {
    const { records } = written(() => {
      writeLine('stdout', '🦀'.repeat(20_000))
      writeLine('stdout', '7\nshort')
    })
    expect(records.map(({ text, cut }) => [text.length, cut])).toEqual([[MAX_LINE_LETTERS, 40_000 - MAX_LINE_LETTERS], [7, undefined]])
  })
})

it('the page cuts also what a forged record has, and believes no count that is none', () => {
  const forged = (kind: number, text: string) => {
    const bytes = new TextEncoder().encode(text)
    const batch = new ArrayBuffer((TEXT_HEADER_BYTES + bytes.length + 7) & ~7)
    new DataView(batch).setInt32(0, bytes.length, true)
    new DataView(batch).setInt32(4, kind, true)
    new Uint8Array(batch, TEXT_HEADER_BYTES).set(bytes)
    return [...new TextBatches().decode(batch)][0]!
  }
  const long = 'z'.repeat(30_000)
  expect(forged(TextKind.Stdout, long)).toMatchObject({ text: 'z'.repeat(MAX_LINE_LETTERS), cut: 20_000 })
  expect(forged(TextKind.Stdout | CUT_LINE, `5\n${long}`)).toMatchObject({ cut: 20_005 })
  for (const count of ['-5', 'x', '', 'Infinity'])
    expect(forged(TextKind.Stdout | CUT_LINE, `${count}\nshort`)).toMatchObject({ kind: TextKind.Stdout, text: 'short' })
  expect(forged(TextKind.Stdout | CUT_LINE, `-5\nshort`).cut).toBeUndefined()
})

it('messages, notes, causes, stacks and names of megabytes are shortened where they are reported', () => {
  const long = 'm'.repeat(2_000_000)
  const { bytes, records } = written(() => {
    report({ severity: 'error', origin: 'main', type: long, message: long, where: long, stack: `Error: ${long}\n    at main (x.ts:1:1)`, chain: [{ type: 'E', message: long, relation: 'cause' }], hint: long })
    nameLane(1, long, long)
    nameLane(2, 'two\nlines')
  })
  expect(bytes).toBeLessThan(100_000)
  const problem = JSON.parse(records[0]!.text) as { message: string, stack: string, chain: { message: string }[] }
  expect(problem.message).toBe(`${'m'.repeat(MAX_MESSAGE_LETTERS)} … ${(2_000_000 - MAX_MESSAGE_LETTERS).toLocaleString('en')} more letters`)
  expect(problem.chain[0]!.message.length).toBeLessThan(5000)
  expect(problem.stack.endsWith('    at main (x.ts:1:1)')).toBe(true)
  expect(records[1]!.text.split('\n').map(name => name.length)).toEqual([MAX_NAME_LETTERS, MAX_NAME_LETTERS])
  expect(records[2]!.text).toBe('two lines')
  expect(JSON.parse(JSON.stringify({ message: long }), shortenReport)).toEqual({ message: shortened(long, MAX_MESSAGE_LETTERS) })
})

it('no letter is cut in half, and none is lost from the count', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
    const kept = cut(text, most)
    expect(text.startsWith(kept) && kept.length <= most && kept.length >= Math.min(text.length, most - 1)).toBe(true)
    expect(kept.isWellFormed()).toBe(text.slice(0, kept.length).isWellFormed())
    expect(kept).toBe(text.isWellFormed() ? kept.toWellFormed() : kept)
  }))
})

describe('the log', () => {
  const line = (text: string, cut?: number) => ({ stream: 'stdout' as const, text, cut, thread: 'MainThread', lane: 1, time: 1 })

  it('keeps no more letters than are good for the page, the last ones, and counts the lines that are gone', () => {
    const log = new OutputLog()
    const text = 'y'.repeat(MAX_LINE_LETTERS)
    const lines = 3 * MOST_LETTERS / MAX_LINE_LETTERS
    for (let i = 0; i < lines; i++)
      log.push([line(text)])
    log.push(Array.from({ length: 100_000 }, (_, i) => line(`${i}`)))
    expect(log.dropped + log.length).toBe(lines + 100_000)
    expect(log.length * MAX_LINE_LETTERS).toBeGreaterThan(MOST_LETTERS / 2)
    expect(log.slice(log.length - 1, log.length)[0]!.text).toBe('99999')
  })

  it('says in its text what is left out', () => {
    const log = new OutputLog()
    log.push([line('yyy', 9_999_997), line('end')])
    expect(log.text()).toBe('yyy … 9,999,997 more letters\nend')
  })

  it.each([[100, 3], [5, 2], [4, 1], [0, 0]])('of its lines the last ones with %i letters are %i', (letters, count) => {
    expect(lastLines([line('aaa'), line('b'), line('cccc')], letters)).toHaveLength(count)
  })
})
