/** Runs a Python program through the engine, on the page that runs the tests. */
import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions, RunSummary } from '../../../engine/protocol/run'
import { Session, startPython } from '../../../engine/host'
import { printed, TraceModel } from '../../../engine/insight'
import { listenFor } from '../../../engine/protocol/run-event'

/** What a program printed, what went wrong, what its timeline shows, and how it ended. */
export interface PythonResult {
  lines: string[]
  output: OutputLine[]
  /** What it asked for. */
  inputs: InputRequest[]
  problems: Problem[]
  deadlocks: Deadlock[]
  model: TraceModel
  summary: RunSummary
}

/**
 * Runs a program.
 *
 * @param source as it stands in a file; common indentation is taken away
 * @param options as for every run
 * @param options.timeout seconds after which it is stopped
 * @param options.stopAt a text: the program is stopped as soon as a line has it
 * @param options.input the lines that are typed, one for each request, then the end of the input; none: there is no input
 * @param options.stopAtDeadlock whether it is stopped as soon as a deadlock is found
 */
export async function runPython(source: string, { timeout = 60, stopAt, stopAtDeadlock = false, input, ...options }: RunOptions & { timeout?: number, stopAt?: string, stopAtDeadlock?: boolean, input?: string[] } = {}): Promise<PythonResult> {
  const session = new Session('program.py', startPython)
  const output: OutputLine[] = []
  const problems: Problem[] = []
  const deadlocks: Deadlock[] = []
  const model = new TraceModel()
  session.subscribe(listenFor({
    output: ({ lines }) => {
      output.push(...lines)
      if (stopAt !== undefined && lines.some(({ text }) => text.includes(stopAt)))
        session.stop()
    },
    trace: ({ batch }) => void model.feed(batch),
    name: ({ of, id, name }) => of === 'lane' ? model.nameLane(id, name) : model.nameSubject(id, name),
    problem: ({ problem }) => void problems.push(problem),
    deadlock: ({ deadlock }) => {
      deadlocks.push(deadlock)
      if (stopAtDeadlock)
        session.stop()
    },
  }))
  const inputs: InputRequest[] = []
  const typed = [...input ?? []]
  if (input) {
    session.subscribe(listenFor({ input: ({ wanted }) => {
      inputs.push(wanted)
      session.answer(wanted.request, typed.shift())
    } }), true)
  }
  const timer = setTimeout(() => session.stop(), timeout * 1000)
  try {
    const summary = await session.run(dedent(source), options)
    return { lines: printed(output).map(line => line.text), output, inputs, problems, deadlocks, model, summary }
  }
  finally {
    clearTimeout(timer)
  }
}

/** Takes the indentation of the first line from all lines. */
function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n')
  const indentation = /^ */.exec(lines[0] ?? '')![0]
  return lines.map(line => line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()).join('\n')
}
