/**
 * The script of a worker: one thread at a time of one run. It connects the kernel to the standard modules, which know
 * nothing about messages.
 */
import type { SandboxToWorker, WorkerToSandbox } from './protocol/messages'
import { setEpoch } from './kernel/clock'
import { current } from './kernel/current'
import { attachGil } from './kernel/gil'
import { attachIo } from './kernel/io-request'
import { attachMemory } from './kernel/memory'
import { attachProcess } from './kernel/process'
import { installRuntime } from './kernel/runtime'
import { stackOf } from './kernel/stack'
import { attachText } from './kernel/text-writer'
import { joinNonDaemonThreads, serveThreads } from './kernel/threads'
import { attachTrace } from './kernel/trace-writer'
import { SUBJECTS_PER_PROCESS } from './protocol/layout'
import { LaneEnd } from './protocol/trace'
import { registerStandardModules } from './stdlib'
import { endProcess, runProcess } from './stdlib/concurrent.futures/process-worker'
import { prepareGlobals } from './stdlib/globals'
import { runMain } from './stdlib/main'
import { bootstrapThread } from './stdlib/threading/bootstrap'
import './kernel/disposal'

/** The most frames in a stack; JavaScript's default of ten is soon used up by the engine's own. */
const STACK_FRAMES = 100

function send(message: WorkerToSandbox): void {
  postMessage(message)
}

async function prepare({ run, worker, moduleUrl, memory, trace, text, epoch, debug, environment, process }: SandboxToWorker): Promise<void> {
  attachMemory(memory)
  if (trace)
    attachTrace(trace)
  attachText(text)
  setEpoch(epoch)
  attachGil()
  attachIo(run)
  if (process) {
    attachProcess(process.first, process.link)
    current.subjectBase = process.number * SUBJECTS_PER_PROCESS
  }
  current.run = run
  current.worker = worker
  current.debug = debug
  current.environment = environment
  current.evaluating = true
  let failure: { error: unknown } | undefined
  let begin = performance.now()
  try {
    await import(/* @vite-ignore */ moduleUrl)
  }
  catch (error) {
    failure = { error }
  }
  current.evaluating = false
  if (worker !== 0) {
    serveThreads(record => bootstrapThread(record, failure))
    return
  }
  send({ type: 'evaluated', run })
  if (process?.link) {
    const { executor, record } = process.link
    runProcess(executor, failure)
    joinNonDaemonThreads()
    endProcess(executor, record)
    send({ type: 'process-ended', run })
    return
  }
  // Of a program that ended before its main, all of it counts.
  if (!failure)
    begin = performance.now()
  const end = runMain(failure)
  if (end !== LaneEnd.Cancelled)
    joinNonDaemonThreads()
  const outcome = ({ [LaneEnd.Returned]: 'finished', [LaneEnd.Raised]: 'failed', [LaneEnd.Cancelled]: 'stopped' } as const)[end]
  send({ type: 'main-ended', run, outcome, wall: performance.now() - begin })
}

// V8 only; other engines report whole stacks.
Object.assign(Error, { stackTraceLimit: STACK_FRAMES })
registerStandardModules()
installRuntime()
prepareGlobals()

addEventListener('message', async ({ data }: MessageEvent<SandboxToWorker>) => {
  try {
    await prepare(data)
  }
  catch (error) {
    send({ type: 'engine-error', run: data.run, message: error instanceof Error ? stackOf(error) || error.message : String(error) })
  }
})

send({ type: 'booted' })
