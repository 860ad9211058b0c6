import type { SnippetResult } from './run-snippet'
import { describe, expect, it } from 'vitest'
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

/** Gives downloads half a second, which a machine that is busy may not keep: in a Controlled run the program's own clock counts. */
const TIMED = new Set(['retry-backoff'])

describe.each(names)('%s runs as its reader wrote it', (name) => {
  it('in Python', async () => expectRight(await runPython(texts[`./programs/${name}.py`]!, TIMED.has(name) ? { seed: 1 } : {})))

  it.each(['gil', 'free'] as const)('in TypeScript, %s', async mode => expectRight(await runSnippet(texts[`./programs/${name}.ts`]!, { mode })))
})
