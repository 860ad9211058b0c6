/** Runs a snippet through the engine, on the page that runs the tests. */
import type { Deadlock, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import { Session, warmEngine } from '../../engine/host'
import { printed } from '../../engine/insight'
import { listenFor } from '../../engine/protocol/run-event'

/** What a snippet printed, what went wrong, and how it ended. */
export interface SnippetResult {
  lines: string[]
  output: OutputLine[]
  problems: Problem[]
  deadlocks: Deadlock[]
  summary: RunSummary
}

/** All snippets have one name, and what the one before took says nothing of this one. */
const FEW_THREADS = 2

/**
 * Compiles and runs a snippet.
 *
 * @param source TypeScript with a `main`
 * @param options as for every run
 * @param options.threads how many it is known to start
 * @param options.timeout seconds after which it is stopped
 * @param options.input the lines that are typed, one for each request, then the end of the input; none: there is no input
 * @param options.stopAtDeadlock whether it is stopped as soon as a deadlock is found
 */
export async function runSnippet(source: string, { timeout = 60, stopAtDeadlock = false, input, threads = FEW_THREADS, ...options }: RunOptions & { timeout?: number, stopAtDeadlock?: boolean, input?: string[] } = {}): Promise<SnippetResult> {
  const session = new Session('snippet.ts')
  const output: OutputLine[] = []
  const problems: Problem[] = []
  const deadlocks: Deadlock[] = []
  session.subscribe(listenFor({
    output: ({ lines }) => void output.push(...lines),
    problem: ({ problem }) => void problems.push(problem),
    deadlock: ({ deadlock }) => {
      deadlocks.push(deadlock)
      if (stopAtDeadlock)
        session.stop()
    },
  }))
  const typed = [...input ?? []]
  if (input)
    session.subscribe(listenFor({ input: ({ wanted }) => session.answer(wanted.request, typed.shift()) }), true)
  await warmEngine()
  const timer = setTimeout(() => session.stop(), timeout * 1000)
  try {
    const summary = await session.run(source, { threads, ...options })
    return { lines: printed(output).map(line => line.text), output, problems, deadlocks, summary }
  }
  finally {
    clearTimeout(timer)
  }
}
