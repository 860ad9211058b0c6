import type { SnippetRunner } from '../../scripts/snippet/browser'
/**
 * `npm run bench [-- --only NAME] [-- --json FILE]`: measures each row and prints a table. Exit code 0 when every bar
 * holds, 1 when one does not.
 */
import type { BenchContext, BenchRow } from './row'
import fs from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { startSnippetRunner } from '../../scripts/snippet/browser'
import { rows } from './rows'

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'string' } } })

function format(value: number): string {
  return value === 0 ? '0' : value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

function selected(): readonly BenchRow[] {
  const unknown = values.only?.find(name => !rows.some(row => row.name === name))
  if (unknown !== undefined)
    throw new Error(`there is no row '${unknown}': ${rows.map(row => row.name).join(', ')}`)
  return values.only ? rows.filter(row => values.only!.includes(row.name)) : rows
}

async function main(): Promise<number> {
  let runner: Promise<SnippetRunner> | undefined
  const context: BenchContext = { snippets: () => runner ??= startSnippetRunner() }
  const results = []
  const header = ['name', 'ours', 'peer', 'ratio', 'bar', 'holds', 'spread of ours']
  const table: string[][] = []
  try {
    for (const row of selected()) {
      process.stderr.write(`${row.name}: ${row.what} …\n`)
      const { ours, peer, unit, ratio = ours / peer, spread, holds } = await row.measure(context)
      results.push({ name: row.name, ours, peer, ratio, bar: row.bar, holds })
      table.push([row.name, `${format(ours)} ${unit}`, `${format(peer)} ${unit}`, format(ratio), row.bar, holds ? 'yes' : 'NO', spread.map(format).join(' – ')])
    }
  }
  finally {
    await (await runner)?.[Symbol.asyncDispose]()
  }
  const widths = header.map((title, column) => Math.max(title.length, ...table.map(cells => cells[column]!.length)))
  const line = (cells: string[]): string => cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()
  console.log([line(header), line(widths.map(width => '─'.repeat(width))), ...table.map(line)].join('\n'))
  if (values.json)
    fs.writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`)
  return Number(results.some(({ holds }) => !holds))
}

main().then((code) => {
  process.exitCode = code
}, (error: unknown) => {
  console.error(error instanceof Error ? error.stack : error)
  process.exitCode = 2
})
