/** Makes Controlled runs of a snippet, on the page that runs the tests. */
import type { ControlledHost } from '../../../engine/host/controlled'
import type { ExplorationOptions, ExplorationReport } from '../../../engine/protocol/exploration'
import type { Program } from '../../../engine/protocol/messages'
import type { Granularity, Schedule, ScheduledRun, ScheduleRequest } from '../../../engine/protocol/schedule'
import { useEngine, warmEngine } from '../../../engine/host'

/** What each run is to be, where a test says nothing else: no preemption, each access a step. */
const DEFAULTS: ScheduleRequest = { schedule: [], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 1000 }

/**
 * Compiles a snippet and makes runs of it.
 *
 * @param source TypeScript with a `main`
 * @param requests what differs from a run without preemption, each access a step
 */
export async function runSchedules(source: string, ...requests: Partial<ScheduleRequest>[]): Promise<ScheduledRun[]> {
  return useEngine().controlled.run(await compiled(source), requests.map(request => ({ ...DEFAULTS, ...request })))
}

async function compiled(source: string): Promise<Program> {
  await warmEngine()
  const result = await useEngine().compiler.compileControlled(source, 'snippet.ts')
  if ('problems' in result)
    throw new Error(result.problems.map(({ line, message }) => `line ${line}: ${message}`).join('\n'))
  return result.program
}

/**
 * Explores a snippet.
 *
 * @param source TypeScript with a `main`
 * @param options what differs from an exploration of each access
 * @param use as for every exploration
 */
export async function exploreSnippet(source: string, options: Partial<ExplorationOptions> = {}, use: Parameters<ControlledHost['explore']>[2] = {}): Promise<ExplorationReport> {
  return (await useEngine().controlled.explore(await compiled(source), { granularity: 'free-threaded', ...options }, use))!
}

/** A run's steps as short lines: `1 write counter 1 :7`. */
export function stepLines({ steps }: ScheduledRun): string[] {
  return steps.map(({ thread, operation: { kind, object, name, thread: of, value, line } }) =>
    [thread, kind, name ?? object, of, value, `:${line}`].filter(part => part !== undefined).join(' '))
}

/**
 * All runs of a snippet: from each run the search branches wherever another thread could have gone on.
 *
 * @param source TypeScript with a `main`
 * @param granularity where threads may be preempted
 */
export async function allRuns(source: string, granularity: Granularity = 'free-threaded'): Promise<ScheduledRun[]> {
  const runs: ScheduledRun[] = []
  for (let open: Schedule[] = [[]]; open.length > 0;) {
    const made = await runSchedules(source, ...open.map(schedule => ({ schedule, granularity })))
    open = made.flatMap((run, index) => branches(run, open[index]!.length))
    runs.push(...made)
  }
  return runs
}

/** The schedules that leave a run after so many choices. */
function branches({ steps }: ScheduledRun, from: number): Schedule[] {
  const chosen = steps.filter(({ forced }) => !forced)
  const threads = chosen.map(({ thread }) => thread)
  return chosen.slice(from).flatMap(({ thread, pending }, index) => pending
    .filter(other => other.enabled && other.thread !== thread)
    .map(other => [...threads.slice(0, from + index), other.thread]))
}
