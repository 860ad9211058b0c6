import type { RowResult } from '../../bench/results'
import type { BenchRow, Measurement } from '../../bench/row'
import { describe, expect, it } from 'vitest'
import { isQuiet, measureShares } from '../../bench/quiet'
import { measureRows } from '../../bench/results'

const FIGURES: Measurement = { ours: 2, peer: 4, unit: 'ms', spread: [1, 3], holds: true }

function row(name: string, measure: BenchRow['measure'], untimed = false): BenchRow {
  return { name, what: `what ${name} is`, bar: 'ratio <= 1', measure, untimed }
}

/** Measures rows on a machine that is quiet when `quiet` says so; gives also what was kept after each row. */
async function bench(rows: readonly BenchRow[], quiet: () => boolean = () => true) {
  const kept: RowResult[][] = []
  let resets = 0
  const { results, table } = await measureRows(rows, {
    context: { snippets: () => Promise.reject(new Error('no browser in this test')) },
    reset: async () => void resets++,
    quiet: async () => quiet(),
    say: () => {},
    keep: so => kept.push([...so]),
  })
  return { results, table, kept, resets }
}

describe('npm run bench', () => {
  it('reports a row that fails, keeps the others, and starts the next one anew', async () => {
    const fails = row('second', () => Promise.reject(new Error('the peer timed out')))
    const { results, table, kept, resets } = await bench([row('first', async () => FIGURES), fails, row('third', async () => FIGURES)])
    const fine = { ours: 2, peer: 4, ratio: 0.5, bar: 'ratio <= 1', holds: true, quiet: true }
    expect(results).toEqual([
      { name: 'first', ...fine },
      { name: 'second', ours: null, peer: null, ratio: null, bar: 'ratio <= 1', holds: false, error: 'the peer timed out' },
      { name: 'third', ...fine },
    ])
    expect(kept.map(so => so.map(({ name }) => name))).toEqual([['first'], ['first', 'second'], ['first', 'second', 'third']])
    expect(table.at(-1)).toBe('second could not be measured: the peer timed out')
    expect(table.filter(line => /^(?:first|third) .* yes/.test(line))).toHaveLength(2)
    expect(resets).toBe(1)
  })

  it.each([
    ['before the row', [false, true]],
    ['by the end of the row', [true, false]],
  ])('says that the machine was not quiet %s, in its line and in the file', async (_, answers) => {
    const { results, table } = await bench([row('timed', async () => FIGURES)], () => answers.shift()!)
    expect(results[0]).toMatchObject({ name: 'timed', quiet: false, holds: true })
    expect(table.at(-1)).toMatch(/^timed .* not quiet$/)
  })

  it('does not ask the machine for a row that counts something else than time', async () => {
    const { results, table } = await bench([row('bytes', async () => FIGURES, true)], () => false)
    expect(results[0]!.quiet).toBeUndefined()
    expect(table.at(-1)).not.toContain('not quiet')
  })
})

describe('whether the machine is quiet', () => {
  it.each([
    ['two cores for two threads', 0.99, 1.96, true],
    ['another program takes half a core', 0.98, 1.5, false],
    ['many programs take a part of all cores', 0.3, 0.6, false],
    ['one core for two threads', 0.99, 0.99, false],
  ])('%s', (_, alone, together, quiet) => {
    expect(isQuiet({ alone, together })).toBe(quiet)
  })

  it('is judged by what two threads that compute get of it', async () => {
    const { alone, together } = await measureShares()
    // How much that is depends on what else the machine does.
    expect(alone).toBeGreaterThan(0)
    expect(alone).toBeLessThan(1.5)
    expect(together).toBeGreaterThan(0)
    expect(together).toBeLessThan(3)
  })
})
