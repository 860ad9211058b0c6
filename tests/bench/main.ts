import type { SnippetRunner } from '../../scripts/snippet/browser'
import type { RowResult } from './results'
/**
 * `npm run bench [-- --only NAME] [-- --json FILE]`: measures each row and prints a table. Exit code 0 when every bar
 * holds, 1 when one does not or could not be measured. A row that was measured while the machine did something else
 * says so: `not quiet` in the table, `quiet: false` in the file, which has all rows measured so far at any time.
 */
import type { BenchRow } from './row'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { checkName, readArguments, runScript, UsageError } from '../../scripts/setup/arguments.mjs'
import { commands } from '../../scripts/setup/commands.mjs'
import { startSnippetRunner } from '../../scripts/snippet/browser'
import { isQuiet, measureShares } from './quiet'
import { measureRows } from './results'
import { rows } from './rows'

const { values } = readArguments(commands.bench, process.argv.slice(2))
const output = values.json === undefined ? undefined : path.resolve(process.env.INIT_CWD ?? '.', values.json)

function selected(): readonly BenchRow[] {
  values.only?.forEach(name => checkName('row', name, rows.map(row => row.name)))
  return values.only ? rows.filter(row => values.only!.includes(row.name)) : rows
}

function keep(results: readonly RowResult[]): void {
  if (output !== undefined)
    fs.writeFileSync(output, `${JSON.stringify(results, undefined, 2)}\n`)
}

/** Before anything is measured: minutes later the figures would be lost. */
function checkOutput() {
  try {
    if (output !== undefined)
      fs.closeSync(fs.openSync(output, 'a'))
  }
  catch (error) {
    throw new UsageError(`--json ${values.json} can't be written: ${(error as NodeJS.ErrnoException).code}`)
  }
}

async function main(): Promise<number> {
  const chosen = selected()
  checkOutput()
  let runner: Promise<SnippetRunner> | undefined
  async function reset(): Promise<void> {
    const last = runner
    runner = undefined
    // One that never started or has crashed has nothing left to close.
    await last?.then(started => started[Symbol.asyncDispose]()).catch(() => {})
  }
  try {
    const { results, table } = await measureRows(chosen, {
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

void runScript(main)
