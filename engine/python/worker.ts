/** The script of an interpreter's worker: it starts CPython, runs one program, and is thrown away. */
import type { InterpreterToSandbox, SandboxToInterpreter } from '../protocol/python'
import type { ProgramLife } from './bridge'
import type { Pyodide, PythonFunction } from './pyodide-module'
import { explore, makeRuns } from '../explore/drive'
import { now, setEpoch } from '../kernel/clock'
import { current } from '../kernel/current'
import { attachMemory, words } from '../kernel/memory'
import { attachText, writeLine, writePiece } from '../kernel/text-writer'
import { attachTrace } from '../kernel/trace-writer'
import { Breaker, MAIN_LANE, waitAddressOf, Word } from '../protocol/layout'
import { packReport, packRun } from '../protocol/packed-run'
import { Bridge } from './bridge'
import { Controlled } from './controlled'
import { startInterpreter } from './interpreter'
import { OwnRings } from './own-rings'
import { Preemption } from './preemption'
import { Requests } from './requests'
import { ScheduledProgram } from './scheduled-program'
import { Scheduler } from './scheduler'
import { packSnapshot } from './snapshot'
import { separateStacks } from './stacks'

type Run = Extract<SandboxToInterpreter, { type: 'run' }>
type Schedules = Extract<SandboxToInterpreter, { type: 'schedule' | 'explore' }>

const compiled = Promise.withResolvers<WebAssembly.Module>()
let pyodide: Pyodide | undefined
/** The program whose schedules this interpreter runs, if it does. */
let scheduled: ScheduledProgram | undefined
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

async function run({ shared, epoch, program }: Run): Promise<void> {
  if (!pyodide)
    throw new Error('a program came before the interpreter was ready')
  const own = shared ? undefined : new OwnRings(program.trace, send)
  const { memory, trace, text } = shared ?? own!
  attachMemory(memory)
  if (trace)
    attachTrace(trace)
  attachText(text, own)
  setEpoch(epoch)
  const controlled = program.seed === undefined ? undefined : new Controlled(program.seed)
  const scheduler = new Scheduler({
    noticeStop: () => preemption?.noticeStop(),
    sleep: shared && sleep,
    isExpecting: () => requests?.pending === true,
    controlled,
    nextAnswer: () => requests?.nextDue ?? Infinity,
    letIn: () => requests?.letIn() ?? true,
    beginTurn: () => preemption?.beginTurn(),
  })
  requests = new Requests(program.run, scheduler, controlled, send)
  preemption = new Preemption(pyodide._module, scheduler, controlled)
  scheduler.interval = program.switchInterval * 1000
  // What the engine does before is no part of the program's time.
  let began = 0
  let end: Extract<InterpreterToSandbox, { type: 'main-ended' }> | undefined
  const life: ProgramLife = {
    begin() {
      preemption!.enable()
      preemption!.begin()
      began = now()
      scheduler.begin()
    },
    isStopping: () => preemption!.isStopping,
    postpone: must => preemption!.postpone(must),
    over(outcome, exitStatus) {
      const { peak, switches, requests: gilRequests } = scheduler
      end ??= { type: 'main-ended', outcome, wall: now() - began, peakThreads: peak, gilSwitches: switches, gilRequests, ...exitStatus !== 0 && { exitStatus } }
    },
    leave() {
      preemption!.disable()
      own?.close()
      if (end)
        send(end)
    },
    fail(error) {
      // An interpreter may die while it frees what the program leaves behind.
      if (end) {
        this.leave()
        return
      }
      own?.close()
      fail(error)
    },
  }
  pyodide.registerJsModule('_deck', new Bridge(scheduler, requests, life))
  writeThrough(pyodide, scheduler)
  const { run_main } = pyodide.pyimport('_green_run') as { run_main: PythonFunction }
  scheduler.enter()
  try {
    await run_main.callPromising(program.source, program.name, program.switchInterval, program.debug, program.trace, program.seed ?? null)
    life.leave()
  }
  catch (error) {
    life.fail(error)
  }
}

/** Shows output to the descriptors 1 and 2 themselves, which bypasses sys.stdout and sys.stderr. */
function writeThrough({ setStdout, setStderr, _module: { API } }: Pyodide, scheduler: Scheduler): void {
  let isDead = false
  const die = API.fatal_error
  API.fatal_error = (error) => {
    isDead = true
    die(error)
  }
  for (const [stream, set] of [['stdout', setStdout], ['stderr', setStderr]] as const) {
    const decoder = new TextDecoder()
    set({
      write(bytes) {
        // Not the stack of an interpreter that dies: the engine reports that.
        if (isDead)
          return bytes.length
        current.lane = scheduler.running?.task || scheduler.running?.lane || MAIN_LANE
        current.line = 0
        const lines = decoder.decode(bytes, { stream: true }).split('\n')
        const rest = lines.pop()!
        lines.forEach(line => writeLine(stream, line))
        if (rest !== '')
          writePiece(stream, rest)
        return bytes.length
      },
    })
  }
}

/** Makes Controlled runs of a program. */
async function schedule(message: Schedules): Promise<void> {
  const { id, program, stop } = message
  try {
    scheduled ??= new ScheduledProgram(pyodide!, program, stop)
    if (message.type === 'schedule') {
      send({ type: 'scheduled', id, runs: (await makeRuns(scheduled, message.requests)).map(packRun) })
      return
    }
    const report = await explore(scheduled, message.options, found => send({ type: 'explored', id, report: packReport(found), isOver: false }))
    send({ type: 'explored', id, report: packReport(report), isOver: true })
  }
  catch (error) {
    send({ type: 'schedules-failed', id, message: error instanceof Error ? error.message : String(error) })
  }
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
    case 'schedule':
    case 'explore':
      void schedule(data)
      break
    case 'stop':
      // In memory of the worker's own the frame can't say it.
      Atomics.or(words, Word.EvalBreaker, Breaker.Stop)
      preemption?.noticeStop()
      break
    default:
      requests?.receive(data)
  }
})
