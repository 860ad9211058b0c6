/**
 * The script of a worker for Controlled runs: it serves one run after another, each from a fresh state. The first worker
 * runs the main threads, and the search that chooses the schedules.
 */
import type { Executor } from './explore/drive'
import type { ControlledRequest, SandboxToControlled, WorkerToSandbox } from './protocol/messages'
import type { ScheduledRun, ScheduleRequest } from './protocol/schedule'
import { explore, makeRuns } from './explore/drive'
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
import { packReport, packRun } from './protocol/packed-run'
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

/** Evaluates the program anew, if this run has not done so on this worker; returns the error that it raised. */
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

const executor: Executor = { run: runOnce, isStopped, now: wallClock }

async function answer(request: ControlledRequest): Promise<void> {
  const { id } = request
  if (request.type === 'schedule') {
    send({ type: 'scheduled', id, runs: (await makeRuns(executor, request.requests)).map(packRun) })
    return
  }
  const report = await explore(executor, request.options, found => send({ type: 'explored', id, report: packReport(found), isOver: false }))
  send({ type: 'explored', id, report: packReport(report), isOver: true })
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

// V8 only; other engines report whole stacks.
Object.assign(Error, { stackTraceLimit: STACK_FRAMES })
takeEntropy()
registerStandardModules()
installRuntime()
prepareGlobals()

addEventListener('message', async ({ data }: MessageEvent<SandboxToControlled>) => {
  try {
    if (data.type === 'prepare-controlled')
      await prepare(data)
    else
      await answer(data)
  }
  catch (error) {
    send({ type: 'engine-error', run: 0, message: error instanceof Error ? stackOf(error) || error.message : String(error) })
  }
})

send({ type: 'booted' })
