/** Runs a snippet through the engine, on the page that runs the tests. */
import type { OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import { Session } from '../../engine/host'

/** What a snippet printed, what went wrong, and how it ended. */
export interface SnippetResult {
  lines: string[]
  output: OutputLine[]
  problems: Problem[]
  summary: RunSummary
}

/**
 * Compiles and runs a snippet.
 *
 * @param source TypeScript with a `main`
 * @param options as for every run
 * @param options.timeout seconds after which it is stopped
 */
export async function runSnippet(source: string, { timeout = 30, ...options }: RunOptions & { timeout?: number } = {}): Promise<SnippetResult> {
  const session = new Session('snippet.ts')
  const output: OutputLine[] = []
  const problems: Problem[] = []
  session.subscribe({
    output: lines => void output.push(...lines),
    problem: problem => void problems.push(problem),
  })
  const timer = setTimeout(() => session.stop(), timeout * 1000)
  try {
    const summary = await session.run(source, options)
    return { lines: output.map(line => line.text), output, problems, summary }
  }
  finally {
    clearTimeout(timer)
  }
}
