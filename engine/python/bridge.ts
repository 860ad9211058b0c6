/** What Python's side of the engine (lib/) calls: the module `_deck`. Numbers and texts only, so that a call is cheap. */
import type { ProgramOutcome } from '../protocol/run'
import type { ProblemReport } from '../protocol/text'
import type { Wake } from './green-thread'
import type { PythonFunction } from './pyodide-module'
import type { Requests } from './requests'
import type { Scheduler } from './scheduler'
import { now } from '../kernel/clock'
import { current } from '../kernel/current'
import { nameLane, nameSubject, report, writeLine, writePiece } from '../kernel/text-writer'
import { traceLaneEnd, traceLaneStart, traceState } from '../kernel/trace-writer'
import { LaneKind, State } from '../protocol/trace'

/** What the worker does at the turning points of a program's life. */
export interface ProgramLife {
  begin: () => void
  isStopping: () => boolean
  /** See {@link Preemption.postpone}. */
  postpone: (must: boolean) => boolean
  over: (outcome: ProgramOutcome, exitStatus: number) => void
  leave: () => void
  /** Called with errors that no handler of Python's caught: the interpreter is dead. */
  fail: (error: unknown) => void
}

/** The functions for one run. */
export class Bridge {
  readonly #scheduler: Scheduler
  readonly #requests: Requests
  readonly #life: ProgramLife

  constructor(scheduler: Scheduler, requests: Requests, life: ProgramLife) {
    this.#scheduler = scheduler
    this.#requests = requests
    this.#life = life
  }

  /** The program's first line is about to run: a Controlled run starts counting here. */
  begin(): void {
    this.#life.begin()
  }

  /** Whether Stop was pressed. */
  get isStopping(): boolean {
    return this.#life.isStopping()
  }

  /** Whether the end of a turn is put off, since the running code is not the program's; it must be in the engine's own. */
  postpone(must: boolean): boolean {
    return this.#life.postpone(must)
  }

  /** The program is over: it finished, failed or was stopped, and asked for this exit status. What still runs only cleans up. */
  over(outcome: ProgramOutcome, exitStatus: number): void {
    this.#life.over(outcome, exitStatus)
  }

  /** Ends the run at once, whatever still runs. To be followed by a wait for {@link never}. */
  leave(): void {
    this.#life.leave()
  }

  /** A promise that never resolves: a thread that waits for it does not go on. */
  get never(): Promise<never> {
    return new Promise(() => {})
  }

  /** Kept when the running thread has its next turn. A property: Pyodide makes a Future of what a method gives. */
  get turn(): Promise<Wake> {
    return this.#scheduler.turn
  }

  /** A promise of the type that Python's side recognizes. */
  get kept(): Promise<void> {
    return Promise.resolve()
  }

  /** The line on which the running thread gives up its turn without waiting for anything. */
  pause(line: number): void {
    const { running } = this.#scheduler
    if (running)
      running.line = line
  }

  /** Begins a wait of the running thread; a time in seconds, negative: until it is ended. A lock is known by its number. */
  wait(state: State, subject: number, holder: number, line: number, seconds: number, lock = 0): number {
    return this.#scheduler.wait(state, subject, holder, line, seconds * 1000, lock)
  }

  /** A lock that threads wait for is held by another one from now on; 0: by one that is not known yet. */
  held(lock: number, lane: number): void {
    this.#scheduler.holders.set(lock, lane)
  }

  /** Ends a wait; 0 if it has ended already. */
  unpark(token: number): Wake {
    return this.#scheduler.unpark(token)
  }

  /** Starts a thread; gives its lane. */
  spawn(body: PythonFunction, line: number): number {
    // A copy, since Pyodide takes back what it lent for a call.
    const code = body.copy()
    return this.#scheduler.spawn(line, (thread) => {
      code.callPromising().catch(error => this.#life.fail(error)).finally(() => {
        code.destroy()
        this.#scheduler.leave(thread)
      })
    }).lane
  }

  /** The running thread's code is over: it returned (0) or raised (1). */
  ended(how: number): void {
    const { running } = this.#scheduler
    if (running)
      this.#scheduler.end(running, how)
  }

  /** Names a thread's lane. */
  nameLane(lane: number, name: string): void {
    nameLane(lane, name)
  }

  nameSubject(subject: number, name: string): void {
    nameSubject(subject, name)
  }

  /** Prints a part of a line that has no end yet, in the name of a lane. */
  printPiece(isError: boolean, lane: number, line: number, text: string): void {
    current.lane = lane
    current.line = line
    writePiece(isError ? 'stderr' : 'stdout', text)
  }

  /** Prints a line in the name of a lane. */
  print(isError: boolean, lane: number, line: number, text: string): void {
    current.lane = lane
    current.line = line
    writeLine(isError ? 'stderr' : 'stdout', text)
  }

  /** Reports an exception or a warning, as JSON of a {@link ProblemReport}. */
  problem(lane: number, text: string): void {
    current.lane = lane
    report(JSON.parse(text) as ProblemReport)
  }

  /**
   * A task begins to exist; gives its lane.
   *
   * @param name its own, and after a line break its thread's
   */
  startTask(name: string, line: number): number {
    const lane = this.#scheduler.nextLane()
    current.lane = this.#scheduler.running?.task || this.#scheduler.running?.lane || 0
    const end = name.lastIndexOf('\n')
    nameLane(lane, name.slice(0, end), name.slice(end + 1))
    traceLaneStart(lane, LaneKind.Task, line)
    return lane
  }

  /** The running thread runs a task, or none (0). */
  enterTask(lane: number, line: number): void {
    const { running } = this.#scheduler
    if (running)
      running.task = lane
    this.#scheduler.waitingTasks.delete(lane)
    if (lane !== 0)
      traceState(lane, State.Running, 0, 0, line)
  }

  /** A task has stopped running: what it waits for. */
  leaveTask(lane: number, state: State, subject: number, holder: number, line: number): void {
    traceState(lane, state, subject, holder, line)
    this.enterTask(0, 0)
    // One that sleeps has a timer.
    if (state !== State.Sleeping && state !== State.Io)
      this.#scheduler.waitingTasks.set(lane, { lane, subject, holder, line })
  }

  /** A task has ended: it returned (0), raised (1) or was cancelled (2). */
  endTask(lane: number, how: number): void {
    traceLaneEnd(lane, how)
    this.enterTask(0, 0)
  }

  /** A task can run again. */
  readyTask(lane: number, line: number): void {
    this.#scheduler.waitingTasks.delete(lane)
    traceState(lane, State.Ready, 0, 0, line)
  }

  setSwitchInterval(seconds: number): void {
    this.#scheduler.interval = seconds * 1000
  }

  /**
   * Makes a request for an event loop, or for the running thread (loop 0); gives its number. Headers are pairs, as JSON;
   * the body of the answer to a stream is asked for piece by piece.
   */
  open(loop: number, url: string, method: string, headers: string, body: string, isStream: boolean): number {
    const content = body === '' ? undefined : Uint8Array.from(body, byte => byte.charCodeAt(0)).buffer
    return this.#requests.open(loop, url, method, JSON.parse(headers) as [string, string][], content, isStream)
  }

  /** Asks for the next piece of a stream. */
  pull(request: number): void {
    this.#requests.pull(request)
  }

  /** Asks for a line of standard input; gives the request's number. */
  openInput(prompt: string, hidden: boolean): number {
    return this.#requests.openInput(prompt, hidden)
  }

  /** The line that has come; `undefined`: the input is over. */
  takeLine(request: number): string | undefined {
    return this.#requests.takeLine(request)
  }

  expect(request: number, token: number): void {
    this.#requests.expect(request, token)
  }

  expectAny(loop: number, token: number): void {
    this.#requests.expectAny(loop, token)
  }

  arrivals(loop: number): string {
    return this.#requests.arrivals(loop).join()
  }

  /** An answer as JSON, without its body, which comes with {@link body}. */
  head(request: number): string {
    const answer = this.#requests.take(request)
    if (!answer)
      return '{"error": "there is no answer"}'
    const { body, ...head } = answer
    this.#body = body
    return JSON.stringify(head)
  }

  #body: Uint8Array = new Uint8Array(0)

  /** The body of the answer whose head was returned last. */
  get body(): Uint8Array {
    return this.#body
  }

  cancel(request: number): void {
    this.#requests.cancel(request)
  }

  /** Milliseconds since the run began. */
  now(): number {
    return now()
  }
}
