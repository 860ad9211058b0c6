/** Measures rows one after the other, and keeps what was measured when one fails. */
import type { BenchContext, BenchRow } from './row'

/** What a row came to, as `--json` has it. */
export interface RowResult {
  name: string
  /** The figures; null in a row that could not be measured. */
  ours: number | null
  peer: number | null
  ratio: number | null
  bar: string
  holds: boolean
  /** Whether the machine did nothing else; not in rows for which that makes no difference. */
  quiet?: boolean
  /** Why it could not be measured. */
  error?: string
}

/** What measuring needs from outside. */
export interface Bench {
  context: BenchContext
  /** Throws away what the rows share: the row that failed may have broken it. */
  reset: () => Promise<void>
  /** Whether the machine does nothing else at this moment. */
  quiet: () => Promise<boolean>
  /** Shows the person the current row. */
  say: (line: string) => void
  /** Gets all results so far, after each row. */
  keep: (results: readonly RowResult[]) => void
}

/** Measures rows; gives their results and the lines of a table of them. */
export async function measureRows(rows: readonly BenchRow[], bench: Bench): Promise<{ results: RowResult[], table: string[] }> {
  const results: RowResult[] = []
  const cells: string[][] = []
  const errors: string[] = []
  for (const row of rows) {
    bench.say(`${row.name}: ${row.what} …`)
    const quietBefore = row.untimed || await bench.quiet()
    try {
      const { ours, peer, unit, ratio = ours / peer, spread, holds } = await row.measure(bench.context)
      const quiet = row.untimed ? undefined : quietBefore && await bench.quiet()
      results.push({ name: row.name, ours, peer, ratio, bar: row.bar, holds, quiet })
      cells.push([row.name, `${format(ours)} ${unit}`, `${format(peer)} ${unit}`, format(ratio), row.bar, holds ? 'yes' : 'NO', spread.map(format).join(' – '), quiet === false ? 'not quiet' : ''])
    }
    catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      results.push({ name: row.name, ours: null, peer: null, ratio: null, bar: row.bar, holds: false, error: message })
      cells.push([row.name, 'failed', '', '', row.bar, 'NO', '', ''])
      errors.push(`${row.name} could not be measured: ${message}`)
      await bench.reset()
    }
    bench.keep(results)
  }
  const header = ['name', 'ours', 'peer', 'ratio', 'bar', 'holds', 'spread of ours', 'machine']
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map(row => row[column]!.length)))
  const line = (row: readonly string[]): string => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()
  return { results, table: [line(header), line(widths.map(width => '─'.repeat(width))), ...cells.map(line), ...errors] }
}

function format(value: number): string {
  return value === 0 ? '0' : value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}
