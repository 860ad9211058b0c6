/**
 * Detects a thread's changes to its arguments that no one else sees: they are copies, where Python's threads would share
 * them. A change is reported if the starting thread goes on to use the argument (compile/kept-arguments.ts) and the
 * thread does not return it.
 */
import { Fingerprints } from './fingerprint'
import { onFreshRun } from './fresh-run'
import { warn } from './module-state'
import { typeName } from './type-name'

/** The most values to compare. */
const BUDGET = 5_000

/** The arguments that the program goes on to use: a bit for each, and the source line of the call. */
export type Kept = readonly [bits: number, line: number]

const NONE: Kept = [0, 0]
let next = NONE

/** Notes the arguments of the next call that are used afterwards. */
export function noteKept(bits: number, line: number): void {
  next = [bits, line]
}

/** Takes the note for the current call. */
export function takeKept(): Kept {
  const kept = next
  next = NONE
  return kept
}

/** Calls a thread's function, and reports its changes to the copies it was given. */
export function callWithCopies<T>(fn: (...args: unknown[]) => T, args: unknown[], [bits, line]: Kept): T {
  if (bits === 0)
    return fn(...args)
  const before = fingerprints(args, bits)
  const result = fn(...args)
  const after = fingerprints(args, bits)
  const index = before.findIndex((fingerprint, i) => fingerprint !== after[i] && !isReturned(args[i], result))
  if (index >= 0) {
    warn(line, `the ${typeName(args[index])} in args[${index}] was changed in this thread only: a thread gets copies of its arguments`, 'Give it a shared.list() or a shared.dict(), which are not copied, '
    + 'or return what was made: pool.submit(work).result().')
  }
  return result
}

function fingerprints(args: readonly unknown[], bits: number): number[] {
  const made = new Fingerprints(BUDGET)
  return args.map((arg, index) => (bits & (1 << index)) !== 0 && typeof arg === 'object' ? made.of(arg) : 0)
}

function isReturned(arg: unknown, result: unknown): boolean {
  return result === arg || (typeof result === 'object' && result !== null && Object.values(result).includes(arg))
}

onFreshRun(() => next = NONE)
