import type { Operation, PendingOperation, ScheduledRun, ScheduleStep, ThreadNumber } from '../protocol/schedule'
import { isData, objectsOf } from './accesses'
import { Locks } from './locks'

/**
 * Why a run ended as it did, in one sentence with lines and names and without its full stop: a cycle of locks, a `notify` that
 * came before the wait, an update that was lost, a value that had changed when a thread acted on it.
 *
 * @returns `undefined` if its steps show none of these
 */
export function why(run: ScheduledRun): string | undefined {
  switch (run.end.kind) {
    case 'deadlock':
      return whyDeadlock(run, run.end.waiting)
    case 'error':
      return staleCheck(run, run.end.thread)
    case 'finished':
      return lostUpdate(run)
    case 'unfinished':
      return undefined
  }
}

function whyDeadlock(run: ScheduledRun, waiting: readonly PendingOperation[]): string {
  return lockCycle(run, waiting)
    ?? missedNotify(run, waiting)
    ?? `${listed(waiting.map(({ thread, operation }) => `${nameOf(run, thread)} waits ${whatFor(run, operation)}${place(operation)}`))}, and no thread is left that could change that`
}

/** Threads that each wait for the next one. */
function lockCycle(run: ScheduledRun, waiting: readonly PendingOperation[]): string | undefined {
  const locks = new Locks()
  run.steps.forEach(({ thread, operation }) => locks.step(thread, operation))
  const next = new Map<ThreadNumber, ThreadNumber>()
  for (const { thread, operation, heldBy } of waiting) {
    const [object] = objectsOf(operation)
    const holder = operation.kind === 'join' ? operation.thread : heldBy?.[0] ?? (object === undefined ? undefined : locks.held.get(object)?.thread)
    if (holder !== undefined)
      next.set(thread, holder)
  }
  for (const { thread } of waiting) {
    const cycle: ThreadNumber[] = [thread]
    for (let other = next.get(thread); other !== undefined && !cycle.includes(other); other = next.get(other))
      cycle.push(other)
    if (next.get(cycle.at(-1)!) !== thread)
      continue
    const operationOf = (member: ThreadNumber): Operation => waiting.find(pending => pending.thread === member)!.operation
    if (cycle.length === 1)
      return `${nameOf(run, thread)} waits ${whatFor(run, operationOf(thread))}${place(operationOf(thread))}, which it holds itself`
    return cycle.map((member, i) => {
      const wanted = operationOf(cycle.at(i - 1)!)
      const held = wanted.kind === 'join' ? '' : `holds ${subjectOf(wanted)} and `
      return `${nameOf(run, member)} ${held}waits ${whatFor(run, operationOf(member))}`
    }).join('; ')
  }
  return undefined
}

/** A thread that waits for a notification that had come before, when no thread waited. */
function missedNotify(run: ScheduledRun, waiting: readonly PendingOperation[]): string | undefined {
  for (const { thread, operation } of waiting) {
    const waited = run.steps.findLastIndex(step => step.thread === thread && step.operation.kind === 'wait')
    if (operation.kind !== 'acquire' || waited < 0)
      continue
    const wait = run.steps[waited]!.operation
    const [object] = objectsOf(wait)
    const isNotify = (step: ScheduleStep): boolean => step.operation.kind === 'notify' && objectsOf(step.operation)[0] === object
    if (run.steps.slice(waited).some(isNotify))
      continue
    const notify = run.steps.slice(0, waited).findLast(isNotify)
    if (notify)
      return `${nameOf(run, notify.thread)} notified ${subjectOf(wait)}${place(notify.operation)} before ${nameOf(run, thread)} waited${place(wait)}: no thread heard it`
  }
  return undefined
}

/** A value that a thread wrote between another one's read and write of it. */
function lostUpdate(run: ScheduledRun): string | undefined {
  for (const [i, read] of run.steps.entries()) {
    const [object] = objectsOf(read.operation)
    if (read.operation.kind !== 'read' || object === undefined || !isData(object))
      continue
    const self = actorOf(run, read)
    const touches = run.steps.slice(i + 1).filter(({ operation }) => objectsOf(operation)[0] === object)
    const own = touches.findIndex(step => actorOf(run, step) === self)
    const between = touches.slice(0, Math.max(0, own)).filter(({ operation }) => operation.kind !== 'read')
    if (between.length === 0 || touches[own]!.operation.kind !== 'write')
      continue
    const { operation } = touches[own]!
    const lines = read.operation.line === operation.line
      ? `${self}'s read and write${place(operation, 'of')}`
      : `${self}'s read${place(read.operation)} and its write${place(operation)}`
    const lost = between.length === 1 ? 'one update is lost' : `${between.length} updates are lost`
    return `${actorOf(run, between[0]!)} wrote ${subjectOf(read.operation)}${place(between[0]!.operation)} between ${lines}: ${lost}`
  }
  return undefined
}

/** A value that a thread had read, that another one then changed, and that the first did not read again: of the failing thread, else of others. */
function staleCheck(run: ScheduledRun, failing: ThreadNumber): string | undefined {
  const stale = run.steps.map((step, i) => ({ step, change: changeAfter(run, i) })).filter(({ change }) => change !== undefined)
  const found = stale.findLast(({ step }) => step.thread === failing) ?? stale.at(-1)
  if (!found)
    return lostUpdate(run)
  const { step, change } = found
  const self = actorOf(run, step)
  const read = run.steps.indexOf(step)
  const woken = run.steps.findIndex((other, i) => i > read && other.thread === step.thread && other.operation.kind === 'wait')
  const wrote = `${actorOf(run, change!)} wrote ${subjectOf(step.operation)}${place(change!.operation)}`
  return woken < 0
    ? `${wrote} after ${self} had read it${place(step.operation)}, and ${self} did not read it again`
    : `${self} read ${subjectOf(step.operation)}${place(step.operation)} and waited${place(run.steps[woken]!.operation)}; ${wrote} before ${self} went on, and ${self} did not read it again`
}

/** The last step by another thread or task that wrote what a step has read, before its own thread does so, unless that reads it again. */
function changeAfter({ steps, ...run }: ScheduledRun, read: number): ScheduleStep | undefined {
  const { operation } = steps[read]!
  const [object] = objectsOf(operation)
  if (operation.kind !== 'read' || object === undefined || !isData(object))
    return undefined
  const whole = { ...run, steps }
  const self = actorOf(whole, steps[read]!)
  const later = steps.slice(read + 1).filter(step => objectsOf(step.operation)[0] === object)
  const own = later.findIndex(step => actorOf(whole, step) === self)
  if (own >= 0 && later[own]!.operation.kind === 'read')
    return undefined
  return later.slice(0, own < 0 ? undefined : own).findLast(step => step.operation.kind !== 'read')
}

function actorOf(run: ScheduledRun, { thread, operation }: ScheduleStep): string {
  return operation.task ?? nameOf(run, thread)
}

function nameOf({ threads }: ScheduledRun, thread: ThreadNumber): string {
  return threads[thread] || `thread ${thread}`
}

function subjectOf({ name, object }: Operation): string {
  return name ?? object ?? 'something without a name'
}

function whatFor(run: ScheduledRun, operation: Operation): string {
  if (operation.kind === 'join')
    return `for ${nameOf(run, operation.thread!)} to end`
  // A wait that was not notified resumes by acquiring the lock again.
  const [, condition] = operation.kind === 'acquire' ? objectsOf(operation) : []
  return condition === undefined ? `for ${subjectOf(operation)}` : `for ${condition} to be notified`
}

function place({ line }: Operation, preposition = 'on'): string {
  return line > 0 ? ` ${preposition} line ${line}` : ''
}

function listed(parts: readonly string[]): string {
  return parts.join('; ')
}
