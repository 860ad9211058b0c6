/**
 * The one script of the sandbox's window: boots the pool, makes runs, relays messages. User code never runs in this window.
 */
import type { HostToSandbox, SandboxFault, SandboxToHost, ScriptScheme } from '../protocol/messages'
import { WORKER_SCRIPT_ID } from '../protocol/frame-document'
import { ControlledPrograms } from './controlled-run'
import { startHeart } from './heart'
import { Interpreters } from './interpreters'
import { WorkerPool } from './pool'
import { PythonRunInFrame } from './python-run'
import { PythonSchedulesInFrame } from './python-schedules'
import { RunInFrame } from './sandbox-run'

/** The workers' script comes with the frame's document, so that they boot even while the page is busy. */
const { text: workerSource, dataset } = document.getElementById(WORKER_SCRIPT_ID) as HTMLScriptElement
const scripts = dataset.scripts as ScriptScheme
/** Without, there are no threads, only interpreters of Python. */
const hasSharedMemory = dataset.memory === 'shared'

const heart = startHeart(scripts, hasSharedMemory, fail)
const pool = hasSharedMemory ? new WorkerPool(workerSource, scripts, workers => send({ type: 'warm', workers }), reason => fail('workers', reason)) : undefined
let run: RunInFrame | PythonRunInFrame | undefined
let interpreters: Interpreters | undefined
let controlled: ControlledPrograms | undefined
let pythonSchedules: PythonSchedulesInFrame | undefined

function send(message: SandboxToHost, transfer: Transferable[] = []): void {
  parent.postMessage(message, '*', transfer)
}

function fail(fault: SandboxFault, reason: string): void {
  send({ type: 'broken', fault, reason })
}

function handle(message: HostToSandbox): void {
  switch (message.type) {
    case 'heart':
      heart.beatOn(message.port)
      break
    case 'run':
      if (!pool)
        break
      run?.end('superseded')
      run = new RunInFrame(message, pool, send)
      break
    case 'python-boot':
      pythonSchedules?.close('other files of Python have come')
      interpreters?.close()
      interpreters = new Interpreters(message, scripts, send)
      pythonSchedules = new PythonSchedulesInFrame(interpreters, send)
      break
    case 'python-code':
      interpreters?.compile(message.wasm)
      break
    case 'python-run':
      run?.end('superseded')
      run = new PythonRunInFrame(message, interpreters!, hasSharedMemory, send)
      break
    case 'controlled-script':
      controlled = new ControlledPrograms(message.source, scripts, send)
      break
    case 'schedule':
    case 'explore':
      if ('language' in message.program)
        pythonSchedules?.run(message, message.program)
      else
        controlled?.run(message, message.program)
      break
    case 'stop':
      controlled?.stop(message.run)
      pythonSchedules?.stop(message.run)
      if (run?.id === message.run)
        run.stop()
      break
    case 'expect':
      pool?.expect(message.workers)
      if (!run?.active)
        pool?.refill()
      break
    case 'ping':
      send({ type: 'pong', id: message.id })
      break
    case 'io-head':
    case 'io-body':
    case 'io-failed':
    case 'io-line':
      if (run?.id === message.run)
        run.answer(message)
  }
}

addEventListener('message', ({ data, source }: MessageEvent<HostToSandbox>) => {
  if (source === parent)
    handle(data)
})
