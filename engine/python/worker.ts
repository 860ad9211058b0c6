import type { InterpreterToSandbox, SandboxToInterpreter } from '../protocol/python'
import type { Pyodide, PythonFunction } from './pyodide-module'
/** The script of an interpreter's worker: it starts CPython, runs one program, and is thrown away. */
import { now, setEpoch } from '../kernel/clock'
import { attachMemory, words } from '../kernel/memory'
import { attachText } from '../kernel/text'
import { attachTrace } from '../kernel/trace'
import { waitAddressOf } from '../protocol/layout'
import { Bridge } from './bridge'
import { Controlled } from './controlled'
import { startInterpreter } from './interpreter'
import { Preemption } from './preemption'
import { Requests } from './requests'
import { Scheduler } from './scheduler'
import { packSnapshot } from './snapshot'
import { separateStacks } from './stacks'

type Run = Extract<SandboxToInterpreter, { type: 'run' }>

const compiled = Promise.withResolvers<WebAssembly.Module>()
let pyodide: Pyodide | undefined
let requests: Requests | undefined
let preemption: Preemption | undefined

function send(message: InterpreterToSandbox, transfer: Transferable[] = []): void {
  postMessage(message, { transfer })
}

async function boot(message: Extract<SandboxToInterpreter, { type: 'boot' }>): Promise<void> {
  pyodide = await startInterpreter(message, compiled.promise)
  if (message.makesSnapshot) {
    send({ type: 'snapshot', snapshot: packSnapshot(pyodide.makeMemorySnapshot()) })
  }
  separateStacks(pyodide._module)
  const { version } = pyodide.runPython('import sys, types; types.SimpleNamespace(version=sys.version.split()[0])') as { version: string }
  send({ type: 'booted', version })
}

/** Blocks the worker until a time or until the frame wakes it: nothing can run, and no message is awaited. */
function sleep(ms: number): void {
  const address = waitAddressOf(0)
  Atomics.store(words, address, address)
  Atomics.wait(words, address, address, Math.min(ms, 1000))
  Atomics.store(words, address, 0)
}

async function run({ memory, ring, text, epoch, program }: Run): Promise<void> {
  if (!pyodide)
    throw new Error('a program came before the interpreter was ready')
  attachMemory(memory)
  if (ring)
    attachTrace(ring)
  attachText(text)
  setEpoch(epoch)
  const controlled = program.seed === undefined ? undefined : new Controlled(program.seed)
  const scheduler = new Scheduler({
    noticeStop: () => preemption?.noticeStop(),
    sleep,
    isExpecting: () => requests?.pending === true,
    controlled,
    nextAnswer: () => requests?.nextDue ?? Infinity,
    letIn: () => requests?.letIn() ?? true,
  })
  requests = new Requests(program.run, scheduler, controlled, send)
  preemption = new Preemption(pyodide._module, scheduler, controlled)
  scheduler.interval = program.switchInterval * 1000
  // What the engine does before is no part of the program's time.
  let began = 0
  const begin = (): void => {
    preemption?.begin()
    began = now()
    scheduler.begin()
  }
  pyodide.registerJsModule('_deck', new Bridge(scheduler, requests, begin, fail))
  const { run_main } = pyodide.pyimport('_green_run') as { run_main: PythonFunction }
  preemption.enable()
  scheduler.enter()
  const outcome = await run_main.callPromising(program.source, program.name, program.switchInterval, program.debug, program.trace, program.seed ?? null)
  preemption.disable()
  const { peak, switches, requests: gilRequests } = scheduler
  send({ type: 'main-ended', outcome: outcome as 'finished', wall: now() - began, peakThreads: peak, gilSwitches: switches, gilRequests })
}

function fail(error: unknown): void {
  send({ type: 'engine-error', message: error instanceof Error ? error.stack ?? error.message : String(error) })
}

addEventListener('message', ({ data }: MessageEvent<SandboxToInterpreter>) => {
  switch (data.type) {
    case 'boot':
      boot(data).catch(fail)
      break
    case 'module':
      compiled.resolve(data.wasm)
      break
    case 'run':
      run(data).catch(fail)
      break
    case 'stop':
      preemption?.noticeStop()
      break
    default:
      requests?.receive(data)
  }
})
