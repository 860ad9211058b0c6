import type { SnippetResult } from './run-snippet'
import { describe, expect, it } from 'vitest'
import { byTurns } from '../thinned'
import { runPython } from './python/run-python'
import { runSnippet } from './run-snippet'

const texts = import.meta.glob<string>(['./programs/*.{ts,py}'], { eager: true, import: 'default', query: '?raw' })
const names = Object.keys(texts).filter(path => path.endsWith('.py')).map(path => path.slice('./programs/'.length, -'.py'.length))

/** Both versions end with a line that says whether all came out right. */
function expectRight({ lines, problems, summary }: Pick<SnippetResult, 'lines' | 'problems' | 'summary'>) {
  expect(problems).toEqual([])
  expect(summary.outcome).toBe('finished')
  expect(lines.at(-1)).toMatch(/\bTrue\b/)
}

/** Gives downloads half a second, which a busy machine may not keep: in a Controlled run the program's own clock counts. */
const TIMED = new Set(['retry-backoff'])

/** TypeScript as its reader wrote it; with ten times the patience where a busy machine may not keep the time. */
function typescriptOf(name: string): string {
  const text = texts[`./programs/${name}.ts`]!
  return TIMED.has(name) ? text.replace('TIMEOUT = 0.5', 'TIMEOUT = 5').replace('ms=2000', 'ms=20000') : text
}

const ways = {
  'Python': (name: string) => runPython(texts[`./programs/${name}.py`]!, TIMED.has(name) ? { seed: 1 } : {}),
  'TypeScript with the GIL': (name: string) => runSnippet(typescriptOf(name), { mode: 'gil' }),
  'TypeScript without it': (name: string) => runSnippet(typescriptOf(name), { mode: 'free' }),
}

describe.each(names.map((name, turn) => ({ name, turn })))('$name runs as its reader wrote it', ({ name, turn }) => {
  it.each(byTurns(Object.entries(ways), turn))('in %s', async (_, run) => expectRight(await run(name)))
})
