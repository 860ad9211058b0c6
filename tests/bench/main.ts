import type { SnippetRunner } from '../../scripts/snippet/browser'
import type { RowResult } from './results'
/**
 * `npm run bench [-- --only NAME] [-- --json FILE]`: measures each row and prints a table. Exit code 0 when every bar
 * holds, 1 when one does not or could not be measured. A row that was measured while the machine did something else
 * says so: `not quiet` in the table, `quiet: false` in the file, which has all rows measured so far at any time.
 */
import type { BenchRow } from './row'
import fs from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { startSnippetRunner } from '../../scripts/snippet/browser'
import { isQuiet, measureShares } from './quiet'
import { measureRows } from './results'
import { rows } from './rows'

const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, json: { type: 'string' } } })

function selected(): readonly BenchRow[] {
  const unknown = values.only?.find(name => !rows.some(row => row.name === name))
  if (unknown !== undefined)
    throw new Error(`there is no row '${unknown}': ${rows.map(row => row.name).join(', ')}`)
  return values.only ? rows.filter(row => values.only!.includes(row.name)) : rows
}

function keep(results: readonly RowResult[]): void {
  if (values.json)
    fs.writeFileSync(values.json, `${JSON.stringify(results, undefined, 2)}\n`)
}

async function main(): Promise<number> {
  let runner: Promise<SnippetRunner> | undefined
  async function reset(): Promise<void> {
    const last = runner
    runner = undefined
    // One that never started or has crashed has nothing left to close.
    await last?.then(started => started[Symbol.asyncDispose]()).catch(() => {})
  }
  try {
    const { results, table } = await measureRows(selected(), {
      context: { snippets: () => runner ??= startSnippetRunner() },
      reset,
      quiet: async () => isQuiet(await measureShares()),
      say: line => process.stderr.write(`${line}\n`),
      keep,
    })
    console.log(table.join('\n'))
    return Number(results.some(({ holds }) => !holds))
  }
  finally {
    await reset()
  }
}

main().then((code) => {
  process.exitCode = code
}, (error: unknown) => {
  console.error(error instanceof Error ? error.stack : error)
  process.exitCode = 2
})
