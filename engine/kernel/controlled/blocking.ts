/** Calls that block, in a Controlled run: see kernel/blocking.ts. There is no GIL to release, since one thread runs at a time. */
import type { State } from '../../protocol/trace'
import { State as States } from '../../protocol/trace'
import { current } from '../current'
import { RuntimeError } from '../errors'
import { showWaitsAs } from './futex'

/** @throws RuntimeError at a module's top level, which every thread evaluates */
export function forbidAtTopLevel(what: string): void {
  if (current.evaluating)
    throw new RuntimeError(`${what} at the top level of the module, which every thread evaluates: do it in main()`)
}

/** Runs a call that blocks this thread; its parameters are those of kernel/blocking.ts. */
export function blocking<T>(state: State, subject: number, peer: number, wait: () => T): T {
  forbidAtTopLevel('this call blocks')
  current.subject = subject
  current.peer = peer
  showWaitsAs(state, state === States.Waiting && peer !== 0 ? subject : 0)
  try {
    return wait()
  }
  finally {
    showWaitsAs(States.Waiting)
  }
}
