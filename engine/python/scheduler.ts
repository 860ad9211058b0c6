/**
 * Green threads: one of them runs at a time, which is what a GIL means. Their code is CPython's own; here it is decided
 * whose turn it is. A thread that gives up its turn is suspended by WebAssembly's promise integration (JSPI) until its
 * promise is kept.
 */
import type { Controlled } from './controlled'
import type { Wait } from './green-deadlock'
import type { GreenThread } from './green-thread'
import type { SchedulerHost } from './scheduler-host'
import { now } from '../kernel/clock'
import { current as kernel } from '../kernel/current'
import { traceLaneEnd, traceLaneStart, traceState } from '../kernel/trace-writer'
import { MAIN_LANE } from '../protocol/layout'
import { LaneKind, State } from '../protocol/trace'
import { findCycle, reportWaits } from './green-deadlock'
import { Wake } from './green-thread'
import { Timers } from './timers'

/** After so long a time in one turn of the browser's event loop, messages get theirs. */
const TURN_MS = 8
/** After so long a wait a lock is handed over instead of let go, as CPython's PyMutex does. */
const HAND_OVER_MS = 1

/** Decides which thread runs. */
export class Scheduler {
  readonly main: GreenThread
  /** The running thread; none while all wait. */
  running: GreenThread | undefined
  /** CPython's switch interval in milliseconds. */
  interval = 5
  /** How often the GIL went to another thread, how often that was asked for, and most threads alive at a time. */
  switches = 0
  requests = 0
  peak = 1
  /** What the tasks wait for that wait, by their lanes. */
  readonly waitingTasks = new Map<number, Wait>()
  /** Lanes of the threads that hold the locks which threads wait for. */
  readonly holders = new Map<number, number>()
  readonly #host: SchedulerHost
  readonly #ready: GreenThread[] = []
  readonly #parked = new Map<number, GreenThread>()
  readonly #timers = new Timers<GreenThread>()
  readonly #channel = new MessageChannel()
  #afterTurn: (() => void) | undefined
  #turnBegan = 0
  #lastToken = 0
  #lastLane = MAIN_LANE
  #alive = 1
  #last: GreenThread
  /** When the running thread got the GIL. */
  #sliceBegan = 0
  /** Whether the next thread is being chosen: what becomes able to run meanwhile is seen. */
  #choosing = false
  #asleep: ReturnType<typeof setTimeout> | undefined

  constructor(host: SchedulerHost) {
    this.#host = host
    this.main = this.#last = this.#make(MAIN_LANE)
    this.#channel.port1.onmessage = () => {
      this.#turnBegan = now()
      const next = this.#afterTurn
      this.#afterTurn = undefined
      next?.()
    }
  }

  #make(lane: number): GreenThread {
    return { lane, task: 0, token: 0, since: 0, state: State.Ready, subject: 0, holder: 0, lock: 0, line: 0, endless: false, code: Wake.Woken, isQueued: false, proceed: () => {} }
  }

  /** The main thread runs, though not the program yet. */
  enter(): void {
    this.running = this.main
  }

  /** The program begins. */
  begin(): void {
    this.#sliceBegan = this.#turnBegan = now()
    traceLaneStart(MAIN_LANE, LaneKind.Thread, 0)
    this.#trace(this.main, State.Running)
  }

  /** A number for a lane. */
  nextLane(): number {
    return ++this.#lastLane
  }

  /** A thread that will begin when its turn comes. */
  spawn(line: number, start: (thread: GreenThread) => void): GreenThread {
    const thread = this.#make(this.nextLane())
    thread.since = now()
    thread.line = line
    // Not in this turn: the thread that starts it is still on the stack.
    thread.proceed = () => queueMicrotask(() => start(thread))
    this.peak = Math.max(this.peak, ++this.#alive)
    kernel.lane = this.running?.task || this.running?.lane || 0
    traceLaneStart(thread.lane, LaneKind.Thread, line)
    this.#enqueue(thread)
    return thread
  }

  /** The running thread's code is over. */
  end(thread: GreenThread, how: number): void {
    this.#alive--
    traceLaneEnd(thread.lane, how)
  }

  /** The running thread begins a wait, which {@link turn} then makes. */
  wait(state: State, subject: number, holder: number, line: number, ms: number, lock: number): number {
    const thread = this.running!
    const time = now()
    thread.token = ++this.#lastToken
    thread.since = time
    thread.state = state
    thread.subject = subject
    thread.holder = holder
    thread.lock = lock
    if (lock !== 0)
      this.holders.set(lock, holder)
    thread.line = line
    thread.endless = ms < 0
    this.#parked.set(thread.token, thread)
    if (ms >= 0)
      this.#timers.add(time + ms, thread)
    this.#trace(thread, state, time)
    if (thread.endless && state === State.LockWait) {
      const cycle = findCycle(thread, this.#waits())
      // A lock may be let go by another thread than took it.
      if (cycle.length > 1 || (cycle.length === 1 && this.#alive === 1))
        reportWaits('threads', cycle)
    }
    return thread.token
  }

  /** Ends a wait, and makes its thread able to run; gives why that thread goes on, 0 when it doesn't wait any more. */
  unpark(token: number, code?: Wake): Wake {
    const thread = this.#parked.get(token)
    if (!thread)
      return Wake.Timeout
    const time = now()
    const how = code ?? (time - thread.since > HAND_OVER_MS ? Wake.HandedOver : Wake.Woken)
    this.#makeReady(thread, how, time)
    if (!this.running && !this.#choosing)
      this.#dispatch()
    return how
  }

  #makeReady(thread: GreenThread, code: Wake, since: number): void {
    this.#parked.delete(thread.token)
    this.#timers.remove(thread)
    thread.token = 0
    thread.code = code
    thread.since = since
    this.#enqueue(thread)
    if (this.running || this.#ready.length > 1)
      this.#trace(thread, State.GilWait, since)
  }

  /** Makes threads ready whose time is up. */
  #wakeDue(time: number): void {
    for (let thread = this.#timers.due(time); thread; thread = this.#timers.due(time))
      this.#makeReady(thread, Wake.Timeout, Math.max(thread.since, this.#timers.lastDue))
  }

  /** Wakes the main thread if it waits, because Stop was pressed. */
  interruptMain(): boolean {
    return this.unpark(this.main.token, Wake.Interrupted) !== Wake.Timeout
  }

  /** The running thread gives up its turn, because it waits or because it must: kept when it has its next one. */
  get turn(): Promise<Wake> {
    const thread = this.running!
    const turn = new Promise<Wake>(resolve => void (thread.proceed = resolve))
    this.running = undefined
    // A wait that was ended before its thread gave up its turn has queued the thread already.
    if (thread.token === 0 && !thread.isQueued) {
      thread.since = now()
      thread.code = Wake.Woken
      this.#enqueue(thread)
      if (this.#ready.length > 1)
        this.#trace(thread, State.GilWait, thread.since)
    }
    this.#dispatch()
    return turn
  }

  /** A thread's task on WebAssembly's side is over. */
  leave(thread: GreenThread): void {
    if (this.running === thread) {
      this.running = undefined
      this.#dispatch()
    }
  }

  /** Something has come from outside that threads may wait for. */
  resume(): void {
    if (!this.running && !this.#choosing)
      this.#dispatch()
  }

  /** Gives the turn to the thread that has waited for it longest. */
  #dispatch(): void {
    clearTimeout(this.#asleep)
    this.#choosing = true
    const next = this.#choose()
    this.#choosing = false
    if (next)
      this.#switchTo(next, now())
  }

  /** The thread that has waited longest; none when an answer from outside must come first. */
  #choose(): GreenThread | undefined {
    for (;;) {
      this.#host.noticeStop()
      const time = now()
      if (this.#host.controlled && !this.#letAnswersIn(time))
        return undefined
      this.#wakeDue(time)
      const next = this.#host.controlled ? this.#host.controlled.choose(this.#ready, this.#last) : this.#ready.shift()
      if (next)
        return next
      if (this.#host.controlled && this.#skipTime(this.#host.controlled))
        continue
      const pause = this.#timers.next - time
      if (this.#host.isExpecting()) {
        if (pause < Infinity)
          this.#asleep = setTimeout(() => this.#dispatch(), pause)
        return undefined
      }
      if (pause === Infinity)
        this.#reportEndlessWait()
      if (!this.#host.sleep) {
        if (pause < Infinity)
          this.#asleep = setTimeout(() => this.#dispatch(), pause)
        return undefined
      }
      this.#host.sleep(pause)
    }
  }

  /** Lets the answers in that are due; false when one of them isn't there yet. */
  #letAnswersIn(time: number): boolean {
    while (this.#host.nextAnswer!() <= time) {
      if (!this.#host.letIn!())
        return false
    }
    return true
  }

  /** Nothing can run before a certain time, so it is that time; false when nothing is to come. */
  #skipTime(controlled: Controlled): boolean {
    const next = Math.min(this.#timers.next, this.#host.nextAnswer!())
    if (next < Infinity)
      controlled.advanceTo(next)
    return next < Infinity
  }

  #enqueue(thread: GreenThread): void {
    thread.isQueued = true
    this.#ready.push(thread)
  }

  #switchTo(thread: GreenThread, time: number): void {
    thread.isQueued = false
    if (thread !== this.#last)
      this.switches++
    this.#last = this.running = thread
    this.#sliceBegan = time
    this.#trace(thread, State.Running, time)
    this.#host.beginTurn?.()
    const go = (): void => thread.proceed(thread.code)
    if (this.#host.isExpecting() || time - this.#turnBegan > TURN_MS) {
      this.#afterTurn = go
      this.#channel.port2.postMessage(undefined)
    }
    else {
      go()
    }
  }

  /** Whether the running thread has to give up its turn: another one has waited for the GIL for the switch interval. */
  mustSwitch(time: number): boolean {
    this.#wakeDue(time)
    const [first] = this.#ready
    if (first && time >= Math.max(first.since, this.#sliceBegan) + this.interval) {
      this.requests++
      return true
    }
    return (this.#host.isExpecting() || !this.#host.sleep) && time - this.#turnBegan > TURN_MS
  }

  /** The same in a Controlled run, in which the running thread's checks are used up. */
  mustTurn(time: number): boolean {
    this.#wakeDue(time)
    if (this.#ready.length > 0)
      this.requests++
    return this.#ready.length > 0 || this.#host.nextAnswer!() <= time
  }

  #trace({ lane, task, subject, holder, line }: GreenThread, state: State, time = now()): void {
    const isWait = state !== State.Running && state !== State.GilWait
    traceState(lane, state, isWait ? subject : 0, isWait ? holder : 0, line, time)
    if (task !== 0)
      traceState(task, state, isWait ? subject : 0, isWait ? holder : 0, line, time)
  }

  /** The waiting threads, with the current holders of what they wait for: a lock may have changed hands since a wait began. */
  #waits(): GreenThread[] {
    const all = [...this.#parked.values()]
    for (const thread of all)
      thread.holder = this.holders.get(thread.lock) ?? thread.holder
    return all
  }

  /** Nothing can run, and nothing is pending that could change that. */
  #reportEndlessWait(): void {
    const all = this.#waits()
    const cycle = all.map(thread => findCycle(thread, all)).find(found => found.length > 0)
    if (this.waitingTasks.size > 0)
      reportWaits('tasks', [...this.waitingTasks.values()])
    else
      reportWaits('threads', cycle ?? all)
  }
}
