import type { Operation, ThreadNumber } from '../protocol/schedule'
import { objectsOf } from './accesses'

const LOCK = /^(?:r?lock|condition)#/
/** A condition without a lock of its own makes a reentrant one. */
const REENTRANT = /^(?:rlock|condition)#/

/** Whether an object is a lock, or has one. */
export function isLock(object: string): boolean {
  return LOCK.test(object)
}

/** Who holds a lock. */
export interface Held {
  readonly thread: ThreadNumber
  /** How often, if it is reentrant. */
  readonly count: number
  /** What it is called. */
  readonly name: string
}

/** Which locks are held, step by step. */
export class Locks {
  readonly held = new Map<string, Held>()

  /** Notes a step that was done; says which lock its thread has taken, if it has not held it before. */
  step(thread: ThreadNumber, operation: Operation): string | undefined {
    let taken: string | undefined
    for (const [i, object] of objectsOf(operation).entries()) {
      const holder = this.held.get(object)
      switch (operation.kind) {
        case 'acquire':
          // What an acquire touches besides is no lock.
          if (!isLock(object) || i > 0)
            break
          // Held by another thread: an acquire that did not wait, and failed.
          if (!holder) {
            this.held.set(object, { thread, count: 1, name: operation.name ?? object })
            taken = object
          }
          else if (holder.thread === thread && REENTRANT.test(object)) {
            this.held.set(object, { ...holder, count: holder.count + 1 })
          }
          break
        case 'release':
          if (holder && holder.count > 1)
            this.held.set(object, { ...holder, count: holder.count - 1 })
          else
            this.held.delete(object)
          break
        case 'wait':
          // A condition's wait releases its lock; it takes it again by a step of its own.
          if (holder?.thread === thread)
            this.held.delete(object)
          break
      }
    }
    return taken
  }

  /** Whether a thread could take a lock. */
  canTake(thread: ThreadNumber, object: string): boolean {
    const holder = this.held.get(object)
    return !holder || (holder.thread === thread && REENTRANT.test(object))
  }
}
