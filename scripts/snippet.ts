/**
 * `npm run snippet -- FILE …`; `scripts/setup/commands.mjs` has its options.
 *
 * Runs TypeScript and Python files in a headless browser, through the engine that the deck uses. Exit code 0 when each `main` ended
 * without an error, 1 when one did not, 2 when the call was wrong.
 *
 * With `--json` each line of output is one JSON object: `{ type: 'output' | 'error' | 'warning' | 'deadlock' | 'summary', file, … }`.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { readArguments, runScript, UsageError } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'
import { startSnippetRunner } from './snippet/browser'
import { traceback } from './snippet/traceback'

function readCall() {
  const { values, operands } = readArguments(commands.snippet, process.argv.slice(2))
  if (operands.length === 0)
    throw new UsageError('which file? npm run snippet -- FILE …')
  const { mode, debug = false, json = false } = values
  return {
    files: operands.map(readSource),
    json,
    options: { mode: mode === 'free' ? 'free' : 'gil', debug, timeout: Number(values.timeout), switchInterval: Number(values['switch-interval']) } as const,
  }
}

/** npm runs scripts in the folder of the package: a file is meant from where the person is. */
function readSource(file: string) {
  try {
    return { file, source: fs.readFileSync(path.resolve(process.env.INIT_CWD ?? '.', file), 'utf8') }
  }
  catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(code === 'ENOENT' ? `there is no file ${file}` : code === 'EISDIR' ? `${file} is a folder, not a file` : `${file} can't be read: ${code}`)
  }
}

async function main(): Promise<number> {
  const { files, json, options } = readCall()
  await using runner = await startSnippetRunner()
  const tell = (event: object): void => console.log(JSON.stringify(event))
  let failed = false
  for (const { file, source } of files) {
    const unfinished = new Map<string, string>()
    const summary = await runner.run(path.basename(file), source, options, (event) => {
      if (event.type === 'output') {
        const { line } = event
        if (json) {
          tell({ type: 'output', file, ...line })
          return
        }
        const key = `${line.stream} ${line.lane}`
        unfinished.delete(key)
        if (line.unfinished)
          unfinished.set(key, line.text)
        else
          (line.stream === 'stdout' ? process.stdout : process.stderr).write(`${line.text}\n`)
        return
      }
      if (event.type === 'deadlock') {
        if (json)
          tell({ type: 'deadlock', file, ...event.deadlock })
        else
          console.error(`deadlock of ${event.deadlock.kind}, at lines ${event.deadlock.members.map(member => member.line).join(', ')}`)
        return
      }
      const { type, severity, ...details } = event.problem
      if (json)
        tell({ type: severity, file, exception: type, ...details })
      else
        console.error(traceback(file, event.problem))
    })
    for (const [key, text] of unfinished)
      (key.startsWith('stdout') ? process.stdout : process.stderr).write(`${text}\n`)
    if (json)
      tell({ type: 'summary', file, ...summary })
    else if (summary.outcome !== 'finished')
      console.error(`${file}: ${summary.outcome}`)
    failed ||= summary.outcome !== 'finished'
  }
  return Number(failed)
}

void runScript(main)
