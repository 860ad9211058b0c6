import type { ExplorationOptions, ExplorationReport } from '../protocol/exploration'
import type { ScheduledRun, ScheduleRequest } from '../protocol/schedule'
import { Exploration } from './exploration'
import { countPreemptions } from './preemptions'
import { Shortest } from './shortest'

/** Makes runs of one program. */
export interface Executor {
  /**
   * Makes a run from fresh state; `undefined` when it has shown that runs have more steps than the executor knew, so that those
   * before don't count.
   */
  run: (request: ScheduleRequest) => ScheduledRun | undefined | Promise<ScheduledRun | undefined>
  /** Whether the runs are to end. */
  isStopped: () => boolean
  /** The time in milliseconds, which no run changes. */
  now: () => number
}

/** At least so long between two reports of what an exploration has found so far. */
const REPORT_INTERVAL_MS = 200
/** And so many times as long as it takes to send one: the page needs longer than that to read it. */
const REPORT_SHARE = 20

/** Makes the runs that are asked for, until they are to stop. */
export async function makeRuns(executor: Executor, requests: readonly ScheduleRequest[]): Promise<ScheduledRun[]> {
  const runs: ScheduledRun[] = []
  while (runs.length < requests.length && !executor.isStopped()) {
    const run = await executor.run(requests[runs.length]!)
    if (run)
      runs.push(run)
    else
      runs.length = 0
  }
  return runs
}

/**
 * Runs what the search asks for, until it is over or is to stop, then looks for the shortest runs to its ends.
 *
 * @param executor of one program
 * @param options how far it goes
 * @param progress hears now and then what has been found so far
 */
export async function explore(executor: Executor, options: ExplorationOptions, progress: (report: ExplorationReport) => void): Promise<ExplorationReport> {
  for (;;) {
    const exploration = await searched(executor, options, progress)
    if (!exploration)
      continue
    const report = exploration.report()
    progress(report)
    const shortened = await withShortestExamples(executor, report, options)
    if (shortened)
      return shortened
  }
}

/** One search; `undefined` when it has to begin again. */
async function searched(executor: Executor, options: ExplorationOptions, progress: (report: ExplorationReport) => void): Promise<Exploration | undefined> {
  const exploration = new Exploration(options)
  let due = executor.now() + REPORT_INTERVAL_MS
  const isWhole = await runSearch(executor, exploration, () => {
    const begin = executor.now()
    if (begin < due)
      return
    progress(exploration.report())
    const end = executor.now()
    due = end + Math.max(REPORT_INTERVAL_MS, REPORT_SHARE * (end - begin))
  })
  return isWhole ? exploration : undefined
}

/** Makes the runs that a search asks for, until it is over or is to stop; false when it has to begin again. */
async function runSearch(executor: Executor, search: Pick<Exploration, 'next' | 'add'>, added: () => void = () => {}): Promise<boolean> {
  for (let request = search.next(); request && !executor.isStopped(); request = search.next()) {
    const run = await executor.run(request)
    if (executor.isStopped())
      break
    if (!run)
      return false
    search.add(run)
    added()
  }
  return true
}

/** Runs of the search for the shortest schedule to one end. */
const SHORTEST_RUNS = 300
/** Most ends for which that is looked for. */
const MAX_SHORTENED = 8

/** The same report, with the shortest runs to its ends, as far as they are found in little time; `undefined` when the search has to begin again. */
async function withShortestExamples(executor: Executor, report: ExplorationReport, { granularity, maxSteps }: ExplorationOptions): Promise<ExplorationReport | undefined> {
  if (report.ends.length < 2)
    return report
  const ends: ExplorationReport['ends'][number][] = []
  for (const [index, end] of report.ends.entries()) {
    if (index >= MAX_SHORTENED || end.preemptions === 0 || end.end.kind === 'unfinished') {
      ends.push(end)
      continue
    }
    const search = new Shortest(end.example, { granularity, maxSteps, runs: SHORTEST_RUNS })
    if (!await runSearch(executor, search))
      return undefined
    ends.push({ ...end, example: search.best, preemptions: countPreemptions(search.best) })
  }
  return { ...report, ends }
}
