/** An engine whose frame is a script of the test. */
import type { EngineFrame } from '../../../engine/host/engine'
import type { FrameListener } from '../../../engine/host/sandbox-frame'
import type { HostToSandbox, Program, SandboxToHost } from '../../../engine/protocol/messages'
import type { Deadlock, OutputLine, Problem, RunSummary } from '../../../engine/protocol/run'
import { vi } from 'vitest'
import { Engine } from '../../../engine/host/engine'
import { SandboxError } from '../../../engine/host/sandbox-frame'
import { listenFor } from '../../../engine/protocol/run-event'
import { provideWithResolvers } from './with-resolvers'

const PROGRAM: Program = { name: 'snippet.ts', code: '', map: '{"version":3,"sources":[],"names":[],"mappings":""}', warnings: [], startsThreads: false, asksWeb: false }

/** A frame that does what a test says. */
class ScriptedFrame implements EngineFrame {
  /** What the engine has sent, to this frame or to those that it took the place of. */
  readonly sent: HostToSandbox[] = []
  resets = 0
  isWatched = false
  /** Whether its own thread answers pings. */
  answers = true
  readonly #listener: FrameListener

  constructor(listener: FrameListener) {
    this.#listener = listener
  }

  start(): Promise<void> {
    return Promise.resolve()
  }

  startForThreads(): Promise<void> {
    return Promise.resolve()
  }

  send(message: HostToSandbox): void {
    this.sent.push(message)
    if (message.type === 'ping' && this.answers)
      this.emit({ type: 'pong', id: message.id })
  }

  watch(on: boolean): void {
    this.isWatched = on
  }

  reset(): void {
    this.resets++
  }

  /** Sends the engine a message, or what pretends to be one. */
  emit(message: SandboxToHost | unknown): void {
    this.#listener.message(message as SandboxToHost)
  }

  die(): void {
    this.#listener.died()
  }

  break(): void {
    this.#listener.broken(new SandboxError('workers', 'no workers'))
  }
}

/** An engine, its frame, and what a listener of its runs has heard. */
export function scriptedEngine() {
  provideWithResolvers()
  // Node 20 has none of these.
  vi.stubGlobal('navigator', { hardwareConcurrency: 2 })
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback, 16))
  vi.stubGlobal('cancelAnimationFrame', (id: number) => clearTimeout(id))
  let frame!: ScriptedFrame
  const engine = new Engine(new URL('http://localhost/'), listener => frame = new ScriptedFrame(listener))
  const heard = { lines: [] as OutputLine[], problems: [] as Problem[], deadlocks: [] as Deadlock[], names: [] as string[], traces: 0, ends: [] as RunSummary[] }
  const listener = listenFor({
    output: ({ lines }) => void heard.lines.push(...lines),
    trace: () => void heard.traces++,
    name: ({ name }) => void heard.names.push(name),
    problem: ({ problem }) => void heard.problems.push(problem),
    deadlock: ({ deadlock }) => void heard.deadlocks.push(deadlock),
    end: ({ summary }) => void heard.ends.push(summary),
  })
  return { engine, frame, listener, heard, run: () => engine.run(PROGRAM, {}, listener) as Promise<number> }
}
