/** Controlled runs of Python programs, on the page that runs the tests. */
import type { ControlledHost } from '../../../engine/host/controlled'
import type { ExplorationOptions, ExplorationReport } from '../../../engine/protocol/exploration'
import type { PythonProgram } from '../../../engine/protocol/python'
import type { ScheduledRun, ScheduleRequest } from '../../../engine/protocol/schedule'
import { useEngine, warmEngine } from '../../../engine/host'

const NAME = 'program.py'

/** What each run is to be, where a test says nothing else: no preemption, each bytecode. */
const DEFAULTS: ScheduleRequest = { schedule: [], policy: { kind: 'continue' }, granularity: 'bytecode', maxSteps: 1000 }

function programOf(source: string): PythonProgram {
  return { language: 'python', name: NAME, source }
}

/**
 * Explores a program.
 *
 * @param source Python
 * @param options what differs from an exploration of every bytecode
 * @param use as for every exploration
 */
export async function explorePython(source: string, options: Partial<ExplorationOptions> = {}, use: Parameters<ControlledHost['explore']>[2] = {}): Promise<ExplorationReport> {
  await warmEngine()
  return (await useEngine().controlled.explore(programOf(source), { granularity: 'bytecode', ...options }, use))!
}

/**
 * Makes runs of a program.
 *
 * @param source Python
 * @param requests what differs from a run without preemption, each bytecode
 */
export async function runPythonSchedules(source: string, ...requests: Partial<ScheduleRequest>[]): Promise<ScheduledRun[]> {
  await warmEngine()
  return useEngine().controlled.run(programOf(source), requests.map(request => ({ ...DEFAULTS, ...request })))
}

/** What was printed, or how else runs ended, with the interleavings that lead there. */
export function endsOf({ ends }: ExplorationReport): Record<string, number | undefined> {
  return Object.fromEntries(ends.map(({ end, output, interleavings }) => [end.kind === 'finished' ? output.trim() : end.kind === 'error' ? end.message : end.kind, interleavings]))
}
