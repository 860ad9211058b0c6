/**
 * `npm run snippet -- FILE.ts … [--mode gil|free] [--json] [--timeout SECONDS] [--switch-interval SECONDS] [--debug]`
 *
 * Runs snippet files in a headless browser, through the engine that the deck uses. Exit code 0 when each `main` ended
 * without an error, 1 when one did not, 2 when the call was wrong.
 *
 * With `--json` each line of output is one JSON object: `{ type: 'output' | 'error' | 'warning' | 'deadlock' | 'summary', file, … }`.
 */
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { startSnippetRunner } from './snippet/browser'
import { traceback } from './snippet/traceback'

const USAGE = 'usage: npm run snippet -- FILE.ts … [--mode gil|free] [--json] [--timeout SECONDS] [--switch-interval SECONDS] [--debug]'

class UsageError extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'mode': { type: 'string', default: 'gil' },
      'json': { type: 'boolean', default: false },
      'timeout': { type: 'string', default: '60' },
      'switch-interval': { type: 'string', default: '0.005' },
      'debug': { type: 'boolean', default: false },
    },
  })
  const { mode } = values
  if (positionals.length === 0)
    throw new UsageError('which file?')
  if (mode !== 'gil' && mode !== 'free')
    throw new UsageError(`--mode is gil or free, not ${mode}`)
  const seconds = (name: 'timeout' | 'switch-interval'): number => {
    const value = Number(values[name])
    if (!(value > 0))
      throw new UsageError(`--${name} is a number of seconds, not ${values[name]}`)
    return value
  }
  const files = positionals.map((file) => {
    if (!fs.existsSync(file))
      throw new UsageError(`there is no file ${file}`)
    return { file, source: fs.readFileSync(file, 'utf8') }
  })
  return { files, json: values.json, options: { mode, debug: values.debug, timeout: seconds('timeout'), switchInterval: seconds('switch-interval') } as const }
}

async function main(): Promise<number> {
  const { files, json, options } = readArguments()
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

try {
  process.exitCode = await main()
}
catch (error) {
  const { message, code } = error as NodeJS.ErrnoException
  const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true
  console.error(isUsage ? `${message}\n${USAGE}` : error)
  process.exitCode = 2
}
