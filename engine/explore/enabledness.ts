import type { Operation, OperationKind, ThreadNumber } from '../protocol/schedule'
import type { Event, Trace } from './events'
import { objectsOf } from './accesses'
import { isLock, Locks } from './locks'

/** Operations that can always be done, but for a loop that spins. */
const NEVER_BLOCK: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'end',
  'start',
  'read',
  'write',
  'update',
  'release',
  'notify',
  'suspend',
  'print',
  'checkpoint',
])

/** A thread's next operation, after so many events of that thread. */
export interface NextOperation {
  readonly thread: ThreadNumber
  readonly operation: Operation
  readonly index: number
}

/**
 * Which operations can be done in states that no run was in. Whether one can depends only on what has happened to its object:
 * it is learned from the runs where the kind of operation doesn't say.
 */
export class Enabledness {
  private readonly known = new Map<string, boolean>()

  /** Learns from each state of a run. */
  learn(trace: Trace): void {
    const last = new Map<string, Event>()
    trace.pending.forEach((pending, position) => {
      for (const { thread, operation, enabled } of pending) {
        const object = blocksOn(operation)
        if (object !== undefined) {
          this.known.set(keyOf(operation, object, last.get(object), thread), enabled)
          if (enabled || !this.known.has(keyOf(operation, object, last.get(object))))
            this.known.set(keyOf(operation, object, last.get(object)), enabled)
        }
      }
      const event = trace.events[position]
      for (const [object, mode] of event?.accesses ?? []) {
        if (mode === 'write')
          last.set(object, event!)
      }
    })
  }

  /**
   * Whether an operation can be done in place of an event that touches the same object, by another thread.
   *
   * @param trace
   * @param position of the event
   * @param next
   * @returns `undefined` if no run has shown it yet
   */
  insteadOf(trace: Trace, position: number, next: NextOperation): boolean | undefined {
    const { thread, operation, index } = next
    const pending = trace.pending[position]!
    if (index === 0 || trace.positions[thread]![index - 1]! < position) {
      const own = pending.find(other => other.thread === thread)
      if (own)
        return own.enabled
    }
    if (NEVER_BLOCK.has(operation.kind))
      return true
    if (operation.kind === 'begin' || operation.kind === 'join')
      return false
    const object = blocksOn(operation)
    if (object === undefined)
      return undefined
    const last = lastWrite(trace, object, position)
    const known = this.known.get(keyOf(operation, object, last, thread)) ?? this.known.get(keyOf(operation, object, last))
    if (known !== undefined)
      return known
    return byKind(next, object, trace, position)
  }
}

/** What the kind of an operation says of it, given all that has happened to its object. */
function byKind({ thread, operation: { kind } }: NextOperation, object: string, trace: Trace, position: number): boolean | undefined {
  const before = trace.events.slice(0, position).flatMap(event => event.operations
    .filter(operation => objectsOf(operation).includes(object))
    .map(operation => ({ thread: event.thread, operation })))
  const count = (kind: OperationKind): number => before.filter(({ operation }) => operation.kind === kind).length
  if (kind === 'acquire' && isLock(object)) {
    const locks = new Locks()
    before.forEach(step => locks.step(step.thread, step.operation))
    return locks.canTake(thread, object)
  }
  // A `get` that does not wait may have failed.
  if (kind === 'get' && /queue#/.test(object) && count('put') === 0)
    return false
  // An event may have been cleared again.
  if (kind === 'wait' && object.startsWith('event#') && count('notify') === 0)
    return false
  return undefined
}

/** The object that alone decides whether an operation can be done. */
function blocksOn(operation: Operation): string | undefined {
  const objects = objectsOf(operation)
  // Time goes on when no thread can.
  return NEVER_BLOCK.has(operation.kind) || objects.length !== 1 || objects[0] === 'clock' ? undefined : objects[0]
}

function lastWrite(trace: Trace, object: string, position: number): Event | undefined {
  return trace.events.slice(0, position).findLast(event => event.accesses.some(([touched, mode]) => touched === object && mode === 'write'))
}

/** The object's last event, whose causes are all that has happened to it. */
function keyOf(operation: Operation, object: string, last: Event | undefined, thread?: ThreadNumber): string {
  return `${operation.kind} ${object} ${last?.id} ${thread}`
}
