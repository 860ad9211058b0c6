/** A sandbox whose scripts stand in data: addresses, as WebKit needs it; tests/e2e-webkit has the rest of it. */
import type { OutputLine, Problem, RunSummary } from '../../../engine/protocol/run'
import type { RunListener } from '../../../engine/protocol/run-event'
import { describe, expect, it } from 'vitest'
import { Engine } from '../../../engine/host/engine'
import { SandboxFrame } from '../../../engine/host/sandbox-frame'
import { listenFor } from '../../../engine/protocol/run-event'

const engine = new Engine(new URL('.', location.href), listener => new SandboxFrame(listener, 'data'))

/** Begins a run, and gives what it told when it is over. */
async function told(begin: (listener: RunListener) => Promise<unknown>) {
  const lines: OutputLine[] = []
  const problems: Problem[] = []
  const { promise, resolve } = Promise.withResolvers<RunSummary>()
  await begin(listenFor({ output: event => void lines.push(...event.lines), problem: ({ problem }) => void problems.push(problem), end: ({ summary }) => resolve(summary) }))
  const { outcome } = await promise
  return { outcome, lines: lines.map(({ text }) => text), problems }
}

async function runTypeScript(source: string) {
  const compiled = await engine.compiler.compile(source, 'demo/snippet.ts')
  if ('problems' in compiled)
    throw new Error(compiled.problems[0]?.message)
  return told(listener => engine.run(compiled.program, {}, listener))
}

describe('with scripts in data: addresses', () => {
  it('threads run', async () => {
    expect(await runTypeScript(`import { print } from 'builtins'
import { Thread } from 'threading'
function work() { print('in a thread') }
export function main() { const thread = new Thread({ target: work }); thread.start(); thread.join() }`)).toEqual({ outcome: 'finished', lines: ['in a thread'], problems: [] })
  }, 120_000)

  it('an error names its line', async () => {
    const { problems } = await runTypeScript(`import { ValueError } from 'builtins'\n\nfunction fail() {\n  throw new ValueError('no')\n}\n\nexport function main() {\n  fail()\n}`)
    expect(problems).toMatchObject([{ type: 'ValueError', line: 4, traceback: [{ function: 'main', line: 8 }, { function: 'fail', line: 4 }] }])
  }, 120_000)

  it('python runs', async () => {
    expect(await told(listener => engine.runPython('print(6 * 7)', 'program.py', {}, listener))).toEqual({ outcome: 'finished', lines: ['42'], problems: [] })
  }, 120_000)
})
