/**
 * The script of a worker for Controlled runs: it serves one run after another, each from fresh state. The first worker runs
 * the main threads, and what chooses the schedules.
 */
import type { ExplorationOptions, ExplorationReport } from './protocol/exploration'
import type { SandboxToControlled, WorkerToSandbox } from './protocol/messages'
import type { ScheduledRun, ScheduleRequest } from './protocol/schedule'
import { Exploration } from './explore/exploration'
import { countPreemptions } from './explore/preemptions'
import { Shortest } from './explore/shortest'
import { awaitOthers } from './kernel/controlled/baton'
import { seedEntropy, takeEntropy, wallClock } from './kernel/controlled/entropy'
import { attachControl, control } from './kernel/controlled/notes'
import { readRun } from './kernel/controlled/report'
import { beginRun, isFirstInRun } from './kernel/controlled/run'
import { joinNonDaemonThreads, serveThreads } from './kernel/controlled/threads'
import { current } from './kernel/current'
import { forgetRun } from './kernel/fresh-run'
import { attachMemory } from './kernel/memory'
import { installRuntime } from './kernel/runtime'
import { stackOf } from './kernel/stack'
import { Control } from './protocol/baton-layout'
import { registerStandardModules } from './stdlib'
import { prepareGlobals } from './stdlib/globals'
import { runMain } from './stdlib/main'
import { bootstrapThread } from './stdlib/threading/bootstrap'
import './kernel/disposal'

const STACK_FRAMES = 100

/** Evaluates the program. */
let evaluate: () => void = () => {}

function send(message: WorkerToSandbox): void {
  postMessage(message)
}

/** Evaluates the program anew, if this run has not done so on this worker; gives what that raised. */
function evaluated(): { error: unknown } | undefined {
  forgetRun()
  seedEntropy()
  current.evaluating = true
  try {
    evaluate()
    return undefined
  }
  catch (error) {
    return { error }
  }
  finally {
    current.evaluating = false
  }
}

function runOnce(request: ScheduleRequest): ScheduledRun {
  beginRun(request)
  isFirstInRun()
  const failure = evaluated()
  current.line = 0
  runMain(failure)
  joinNonDaemonThreads()
  current.threadLane = current.lane = 0
  awaitOthers()
  return readRun()
}

function isStopped(): boolean {
  return Atomics.load(control, Control.Stop) !== 0
}

/** Makes the runs that are asked for, until they are to stop. */
function makeRuns(id: number, requests: readonly ScheduleRequest[]): void {
  const runs: ScheduledRun[] = []
  for (const request of requests) {
    if (isStopped())
      break
    runs.push(runOnce(request))
  }
  send({ type: 'scheduled', id, runs })
}

/** Between two reports of what an exploration has found so far. */
const REPORT_INTERVAL_MS = 200

/** Runs what the search asks for, until it is over or is to stop. */
function explore(id: number, options: ExplorationOptions): void {
  const exploration = new Exploration(options)
  let reported = wallClock()
  for (let request = exploration.next(); request && !isStopped(); request = exploration.next()) {
    const run = runOnce(request)
    if (isStopped())
      break
    exploration.add(run)
    if (wallClock() - reported >= REPORT_INTERVAL_MS) {
      send({ type: 'explored', id, report: exploration.report(), isOver: false })
      reported = wallClock()
    }
  }
  const report = exploration.report()
  send({ type: 'explored', id, report, isOver: false })
  send({ type: 'explored', id, report: withShortestExamples(report, options), isOver: true })
}

/** Runs of the search for the shortest schedule to one end. */
const SHORTEST_RUNS = 300
/** Most ends for which that is looked for. */
const MAX_SHORTENED = 8

/** The same report, with the shortest runs to its ends, as far as they are found in little time. */
function withShortestExamples(report: ExplorationReport, { granularity, maxSteps }: ExplorationOptions): ExplorationReport {
  if (report.ends.length < 2)
    return report
  const ends = report.ends.map((end, index) => {
    if (index >= MAX_SHORTENED || end.preemptions === 0 || end.end.kind === 'unfinished')
      return end
    const search = new Shortest(end.example, { granularity, maxSteps, runs: SHORTEST_RUNS })
    for (let request = search.next(); request && !isStopped(); request = search.next()) {
      const run = runOnce(request)
      if (!isStopped())
        search.add(run)
    }
    return { ...end, example: search.best, preemptions: countPreemptions(search.best) }
  })
  return { ...report, ends }
}

async function prepare({ worker, moduleUrl, memory, control: controlMemory }: Extract<SandboxToControlled, { type: 'prepare-controlled' }>): Promise<void> {
  attachMemory(memory)
  attachControl(controlMemory)
  current.worker = worker
  const module = await import(/* @vite-ignore */ moduleUrl) as { default: () => void }
  evaluate = module.default
  send({ type: 'prepared', worker })
  if (worker === 0)
    return
  let failure: { error: unknown } | undefined
  serveThreads(() => {
    if (isFirstInRun())
      failure = evaluated()
  }, record => bootstrapThread(record, failure))
}

// V8's own; other engines give whole stacks.
Object.assign(Error, { stackTraceLimit: STACK_FRAMES })
takeEntropy()
registerStandardModules()
installRuntime()
prepareGlobals()

addEventListener('message', async ({ data }: MessageEvent<SandboxToControlled>) => {
  try {
    if (data.type === 'prepare-controlled')
      await prepare(data)
    else if (data.type === 'schedule')
      makeRuns(data.id, data.requests)
    else
      explore(data.id, data.options)
  }
  catch (error) {
    send({ type: 'engine-error', run: 0, message: error instanceof Error ? stackOf(error) || error.message : String(error) })
  }
})

send({ type: 'booted' })
