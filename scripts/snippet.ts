/**
 * `npm run snippet -- FILE …`; its options are in `scripts/setup/commands.mjs`.
 *
 * Runs TypeScript and Python files in a headless browser, with the deck's engine. Exit code 0 when each `main` ended without
 * an error, 1 when one did not, 2 for an invalid command line. With `--explore`: 1 when an assertion or another error, or a
 * deadlock, is possible in some schedule.
 *
 * With `--json` each line of output is one JSON object: `{ type: 'output' | 'error' | 'warning' | 'deadlock' | 'summary' | 'exploration', file, … }`.
 */
import type { ExplorationOptions } from '../engine/protocol/exploration'
import type { ExploredSnippet } from './snippet/page'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { readArguments, runScript, UsageError } from './setup/arguments.mjs'
import { commands } from './setup/commands.mjs'
import { startSnippetRunner } from './snippet/browser'
import { canFail, explorationEvent, explorationLines } from './snippet/exploration'
import { traceback } from './snippet/traceback'

function readCall() {
  const { values, operands } = readArguments(commands.snippet, process.argv.slice(2))
  if (operands.length === 0)
    throw new UsageError('which file? npm run snippet -- FILE …')
  const { mode, debug = false, json = false, explore = false, bound, seed } = values
  if (!explore && (bound !== undefined || seed !== undefined))
    throw new UsageError('--bound and --seed go with --explore')
  return {
    exploration: explore
      ? { granularity: mode === 'free' ? 'free-threaded' : 'gil', ...bound !== undefined && { bound: Number(bound) }, ...seed !== undefined && { seed: Number(seed) } } satisfies ExplorationOptions
      : undefined,
    files: operands.map(readSource),
    json,
    options: { mode: mode === 'free' ? 'free' : 'gil', debug, timeout: Number(values.timeout), switchInterval: Number(values['switch-interval']) } as const,
  }
}

/** npm runs scripts in the folder of the package: a file is relative to the person's own folder. */
function readSource(file: string) {
  try {
    return { file, source: fs.readFileSync(path.resolve(process.env.INIT_CWD ?? '.', file), 'utf8') }
  }
  catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(code === 'ENOENT' ? `there is no file ${file}` : code === 'EISDIR' ? `${file} is a folder, not a file` : `${file} can't be read: ${code}`)
  }
}

/** Prints the results of exploring a file; returns whether it can fail. */
function exploreOne(file: string, explored: ExploredSnippet, json: boolean): boolean {
  if ('report' in explored) {
    const { report, isStopped } = explored
    if (json)
      console.log(JSON.stringify({ type: 'exploration', file, ...explorationEvent(report), stopped: isStopped }))
    else
      console.log([`${file}:`, ...explorationLines(report), ...isStopped ? ['Stopped by --timeout: there is more to try.'] : []].join('\n'))
    return canFail(report)
  }
  if ('failure' in explored) {
    if (json)
      console.log(JSON.stringify({ type: 'error', file, message: explored.failure }))
    else
      console.error(`${file}: ${explored.failure}`)
    return true
  }
  for (const { line, column, type, message, hint } of explored.problems) {
    if (json)
      console.log(JSON.stringify({ type: 'error', file, exception: type, message, line, column, hint }))
    else
      console.error(`${file}:${line}:${column}: ${type}: ${message}`)
  }
  return true
}

async function main(): Promise<number> {
  const { files, json, options, exploration } = readCall()
  await using runner = await startSnippetRunner()
  const print = (event: object): void => console.log(JSON.stringify(event))
  let failed = false
  for (const { file, source } of files) {
    if (exploration) {
      const explored = await runner.explore(path.basename(file), source, exploration, options.timeout)
      failed = exploreOne(file, explored, json) || failed
      continue
    }
    const unfinished = new Map<string, string>()
    const summary = await runner.run(path.basename(file), source, options, (event) => {
      if (event.type === 'output') {
        const { line } = event
        if (json) {
          print({ type: 'output', file, ...line })
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
          print({ type: 'deadlock', file, ...event.deadlock })
        else
          console.error(`deadlock of ${event.deadlock.kind}, at lines ${event.deadlock.members.map(member => member.line).join(', ')}`)
        return
      }
      const { type, severity, ...details } = event.problem
      if (json)
        print({ type: severity, file, exception: type, ...details })
      else
        console.error(traceback(file, event.problem))
    })
    for (const [key, text] of unfinished)
      (key.startsWith('stdout') ? process.stdout : process.stderr).write(`${text}\n`)
    if (json)
      print({ type: 'summary', file, ...summary })
    else if (summary.outcome !== 'finished')
      console.error(`${file}: ${summary.outcome}`)
    failed ||= summary.outcome !== 'finished'
  }
  return Number(failed)
}

void runScript(main)
