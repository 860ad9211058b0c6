/** Calls that block: the GIL is released around them, and the trace records what they wait for. */
import type { State } from '../protocol/trace'
import { State as States } from '../protocol/trace'
import { current } from './current'
import { RuntimeError } from './errors'
import { dropGil, takeGil } from './gil'
import { compareBeforeWait } from './module-state'
import { traceState } from './trace-writer'

/** @throws RuntimeError at a module's top level, which every thread evaluates */
export function forbidAtTopLevel(what: string): void {
  if (current.evaluating)
    throw new RuntimeError(`${what} at the top level of the module, which every thread evaluates: do it in main()`)
}

/**
 * Runs a call that blocks this thread.
 *
 * @param state the thread's state meanwhile
 * @param subject address of the object waited for, 0 if it is none
 * @param peer lane of the thread waited for, 0 if unknown
 * @param wait does the waiting; must not run user code
 */
export function blocking<T>(state: State, subject: number, peer: number, wait: () => T): T {
  forbidAtTopLevel('this call blocks')
  compareBeforeWait(state === States.Waiting && peer !== 0)
  traceState(current.lane, state, subject, peer)
  current.subject = subject
  current.peer = peer
  dropGil()
  try {
    return wait()
  }
  finally {
    takeGil()
    traceState(current.lane, States.Running)
  }
}
