/**
 * A small machine with threads that an exploration can be tried on: programs are generators, whose steps are operations of
 * shared ints, locks, semaphores, conditions, events and queues. It honours a request's schedule, policy, granularity and limit.
 */
import type { Operation, OperationKind, PendingOperation, ScheduledRun, ScheduleEnd, ScheduleRequest, ScheduleStep } from '../../../engine/protocol/schedule'
import { createChooser } from '../../../engine/protocol/schedule-policy'
import { Spinning } from '../../../engine/protocol/spinning'

interface Step<T = unknown> {
  readonly operation: Operation
  readonly enabled?: () => boolean
  readonly heldBy?: () => readonly number[]
  /** Does it, and says what its thread gets, and the value to show. */
  readonly run: () => T
  readonly shown?: (value: T) => unknown
}

export type Body = Generator<Step, void, unknown>

/** A thread of a program. */
export interface ModelThread {
  readonly name: string
  readonly body: (machine: Machine) => Body
}

export interface Program {
  readonly ints?: Readonly<Record<string, number>>
  readonly threads: readonly ModelThread[]
  /** What the main thread does when it has joined them all. */
  readonly last?: (machine: Machine) => Body
  /** Whether the main thread starts and joins the others; else all exist from the beginning, and there is no main thread. */
  readonly main?: boolean
  /** Whether the main thread joins no other, and its end ends the run. */
  readonly daemons?: boolean
}

/** Where the GIL may change hands: before what can block, and at checkpoints. */
const SWITCH_POINTS: ReadonlySet<OperationKind> = new Set<OperationKind>(['begin', 'checkpoint', 'acquire', 'wait', 'get', 'put', 'join', 'sleep'])

export class Fail extends Error {
  constructor(message: string, readonly line: number) {
    super(message)
  }
}

/** The shared state of one run, and the operations on it. */
export class Machine {
  output = ''
  readonly ints = new Map<string, number>()
  readonly holders = new Map<string, number[]>()
  readonly waiting = new Map<string, { thread: number, notified: boolean }[]>()
  readonly flags = new Set<string>()
  readonly queues = new Map<string, unknown[]>()
  readonly ended = new Set<number>()
  readonly started = new Set<number>()
  /** The thread that runs. */
  thread = 0

  private step(kind: OperationKind, object: string, line: number, run: () => unknown, shown?: (value: unknown) => unknown): Step {
    return { operation: { kind, object, name: object, line }, run, shown }
  }

  private holdersOf(name: string): number[] {
    return at(this.holders, name, () => [])
  }

  private waitingOf(name: string): { thread: number, notified: boolean }[] {
    return at(this.waiting, name, () => [])
  }

  private queueOf(name: string): unknown[] {
    return at(this.queues, name, () => [])
  }

  * read(name: string, line = 0): Generator<Step, number, unknown> {
    return (yield this.step('read', name, line, () => this.ints.get(name) ?? 0, value => value)) as number
  }

  * write(name: string, value: number, line = 0): Body {
    yield this.step('write', name, line, () => void this.ints.set(name, value), () => value)
  }

  /** Adds as one step. */
  * update(name: string, by: number, line = 0): Generator<Step, number, unknown> {
    return (yield this.step('update', name, line, () => {
      this.ints.set(name, (this.ints.get(name) ?? 0) + by)
      return this.ints.get(name)
    }, value => value)) as number
  }

  * add(name: string, by: number, line = 0): Body {
    const value = yield* this.read(name, line)
    yield* this.write(name, value + by, line)
  }

  /** Of a lock, or of a semaphore with so many slots. */
  * acquire(name: string, line = 0, slots = 1): Body {
    const holders = this.holdersOf(name)
    yield {
      ...this.step('acquire', name, line, () => void holders.push(this.thread)),
      enabled: () => holders.length < slots,
      heldBy: () => [...holders],
    }
  }

  * release(name: string, line = 0): Body {
    const holders = this.holdersOf(name)
    yield this.step('release', name, line, () => void holders.splice(Math.max(0, holders.indexOf(this.thread)), 1))
  }

  /** Of a condition: releases its lock, and acquires it again when notified. */
  * wait(name: string, lock: string, line = 0): Body {
    const holders = this.holdersOf(lock)
    const waiting = this.waitingOf(name)
    const ticket = { thread: this.thread, notified: false }
    const step = this.step('wait', name, line, () => {
      ticket.thread = this.thread
      waiting.push(ticket)
      holders.splice(holders.indexOf(this.thread), 1)
    })
    yield { ...step, operation: { ...step.operation, also: [lock] } }
    const again = this.step('acquire', lock, line, () => void holders.push(this.thread))
    yield {
      ...again,
      operation: { ...again.operation, also: [name] },
      enabled: () => ticket.notified && holders.length === 0,
      heldBy: () => [...holders],
    }
  }

  * notify(name: string, line = 0, count = 1): Body {
    yield this.step('notify', name, line, () => {
      for (const ticket of this.waitingOf(name).splice(0, count))
        ticket.notified = true
    })
  }

  * set(name: string, line = 0): Body {
    yield this.step('notify', name, line, () => void this.flags.add(name))
  }

  * waitUntilSet(name: string, line = 0): Body {
    yield { ...this.step('wait', name, line, () => {}), enabled: () => this.flags.has(name) }
  }

  * put(name: string, item: unknown, size = Infinity, line = 0): Body {
    const items = this.queueOf(name)
    yield { ...this.step('put', name, line, () => void items.push(item), () => item), enabled: () => items.length < size }
  }

  * get(name: string, line = 0): Generator<Step, unknown, unknown> {
    const items = this.queueOf(name)
    return yield { ...this.step('get', name, line, () => items.shift(), item => item), enabled: () => items.length > 0 }
  }

  * print(text: unknown, line = 0): Body {
    yield { operation: { kind: 'print', value: String(text), line }, run: () => void (this.output += `${text}\n`) }
  }

  * checkpoint(line = 0): Body {
    yield { operation: { kind: 'checkpoint', line }, run: () => {} }
  }
}

function at<T>(map: Map<string, T>, key: string, create: () => T): T {
  let value = map.get(key)
  if (value === undefined)
    map.set(key, value = create())
  return value
}

interface Live {
  readonly body: Body
  next: Step
}

/** Runs a program as requested. */
export function execute(program: Program, request: ScheduleRequest): ScheduledRun {
  const machine = new Machine()
  for (const [name, value] of Object.entries(program.ints ?? {}))
    machine.ints.set(name, value)
  const offset = program.main ? 1 : 0
  const names = [...program.main ? ['MainThread'] : [], ...program.threads.map(thread => thread.name)]
  const live = new Map<number, Live>()
  const steps: ScheduleStep[] = []
  const spinning = new Spinning()
  const choose = createChooser(request.policy)
  let failure: ScheduleEnd | undefined

  function* lifeOf(thread: number, body: Body): Body {
    yield { operation: { kind: 'begin', line: 0 }, run: () => {} }
    yield* body
    yield { operation: { kind: 'end', line: 0 }, run: () => void machine.ended.add(thread) }
  }
  function start(thread: number): void {
    const body = program.main && thread === 0 ? main() : program.threads[thread - offset]!.body(machine)
    advance(thread, lifeOf(thread, body), undefined)
  }
  function* main(): Body {
    for (let thread = 1; thread <= program.threads.length; thread++)
      yield { operation: { kind: 'start', thread, line: 0 }, run: () => start(thread) }
    for (let thread = 1; !program.daemons && thread <= program.threads.length; thread++)
      yield { operation: { kind: 'join', thread, line: 0 }, run: () => {}, enabled: () => machine.ended.has(thread), heldBy: () => [thread] }
    yield* program.last?.(machine) ?? []
  }
  function advance(thread: number, body: Body, value: unknown): void {
    const before = machine.thread
    machine.thread = thread
    try {
      const { done, value: next } = body.next(value)
      if (done)
        live.delete(thread)
      else
        live.set(thread, { body, next })
    }
    catch (error) {
      if (!(error instanceof Fail))
        throw error
      live.delete(thread)
      failure = { kind: 'error', message: error.message, line: error.line, thread }
    }
    machine.thread = before
  }

  for (const thread of program.main ? [0] : program.threads.keys())
    start(thread)
  let choice = 0
  let diverged: number | undefined
  const end = (): ScheduleEnd => {
    while (live.size > 0 && !(program.daemons && machine.ended.has(0))) {
      if (failure)
        return failure
      const pending = pendingOf(live, spinning)
      const enabled = pending.filter(({ enabled }) => enabled).map(({ thread }) => thread)
      if (enabled.length === 0)
        return { kind: 'deadlock', waiting: pending }
      if (steps.length === request.maxSteps)
        return { kind: 'unfinished' }
      const running = steps.at(-1)?.thread
      const forced = request.granularity === 'gil' && running !== undefined && enabled.includes(running) && !SWITCH_POINTS.has(live.get(running)!.next.operation.kind)
      let thread = forced ? running : choice < request.schedule.length ? request.schedule[choice]! : choose({ enabled, running, step: steps.length })
      if (!enabled.includes(thread)) {
        diverged ??= choice
        thread = choose({ enabled, running, step: steps.length })
      }
      if (!forced)
        choice++
      machine.thread = thread
      const { body, next } = live.get(thread)!
      const value = next.run()
      const shown = next.shown?.(value)
      const { operation: before } = pending.find(other => other.thread === thread)!
      const operation = shown === undefined ? before : { ...before, value: String(shown) }
      steps.push({ thread, operation, pending, ...forced && { forced } })
      spinning.ran(thread, operation)
      advance(thread, body, value)
    }
    return failure ?? { kind: 'finished' }
  }
  const ended = end()
  return { steps, end: ended, output: machine.output, threads: names, ...diverged !== undefined && { diverged } }
}

/** All threads' next operations; those that spin wait, unless no thread could go on then. */
function pendingOf(live: ReadonlyMap<number, Live>, spinning: Spinning): PendingOperation[] {
  const free: PendingOperation[] = []
  const waiting: PendingOperation[] = []
  for (const [thread, { next }] of [...live].sort(([a], [b]) => a - b)) {
    const enabled = next.enabled?.() ?? true
    const heldBy = enabled ? undefined : next.heldBy?.()
    const spins = spinning.waitsFor(thread, next.operation) !== undefined
    const also = spinning.hasWaitedFor(thread)?.filter(object => object !== next.operation.object)
    const pending = { thread, operation: also ? { ...next.operation, also } : next.operation, enabled, ...heldBy && { heldBy } }
    free.push(pending)
    waiting.push(spins ? { ...pending, enabled: false } : pending)
  }
  return waiting.some(({ enabled }) => enabled) ? waiting : free
}
