import type { DefaultPolicy, Operation } from '../../protocol/schedule'
/**
 * What the choice depends on beside the shared memory: the policy, and who spins. Each worker has its own copy and catches
 * up with the steps of the others when it chooses, so that all of them choose alike.
 */
import type { Chooser } from '../../protocol/schedule-policy'
import { Control, ControlTable, Op, OPERATION_KINDS, OPERATION_WORDS, OperationWord, PENDING_WORDS, PendingWord, STEP_WORDS, StepWord } from '../../protocol/baton-layout'
import { createChooser } from '../../protocol/schedule-policy'
import { Spinning } from '../../protocol/spinning'
import { onFreshRun } from '../fresh-run'
import { control } from './notes'

/** Policies by their numbers in {@link Control.Policy}. */
export const POLICIES = ['continue', 'random', 'priorities'] as const satisfies readonly DefaultPolicy['kind'][]

let chooser: Chooser | undefined
let spinning = new Spinning()
/** How many steps this worker has caught up with. */
let followed = 0
let running: number | undefined
/** The step for which this worker itself has asked the policy last. */
let lastAsked = -1

onFreshRun(() => {
  chooser = undefined
  spinning = new Spinning()
  followed = 0
  running = undefined
  lastAsked = -1
})

function policy(): DefaultPolicy {
  const kind = POLICIES[control[Control.Policy]!]!
  const seed = control[Control.PolicySeed]!
  return kind === 'priorities' ? { kind, seed, depth: control[Control.PolicyDepth]!, steps: control[Control.PolicySteps]! } : { kind, seed }
}

/** An operation as far as spinning depends on it. */
function outline(operation: number): Operation {
  const at = ControlTable.Operations + OPERATION_WORDS * operation
  const object = control[at + OperationWord.Object]!
  const also = control[at + OperationWord.Also]!
  return {
    kind: OPERATION_KINDS[control[at + OperationWord.Kind]!]!,
    line: control[at + OperationWord.Line]!,
    ...object !== 0 && { object: `${object}.${control[at + OperationWord.Item]!}` },
    ...also !== 0 && { also: [`${also}.0`] },
  }
}

/** Catches up with the steps that were taken since this worker has chosen last. */
export function followSteps(): void {
  chooser ??= createChooser(policy())
  for (const count = control[Control.StepCount]!; followed < count; followed++) {
    const at = ControlTable.Steps + STEP_WORDS * followed
    const thread = control[at + StepWord.Thread]!
    spinning.ran(thread, outline(control[at + StepWord.Operation]!))
    if (control[at + StepWord.Forced] === 0 && lastAsked !== followed && control[Control.Policy] !== 0)
      chooser({ enabled: enabledBefore(at), running, step: followed })
    running = thread
  }
}

function enabledBefore(step: number): number[] {
  const enabled: number[] = []
  const from = control[step + StepWord.Pending]!
  for (let entry = from; entry < from + control[step + StepWord.PendingCount]!; entry++) {
    const at = ControlTable.Pending + PENDING_WORDS * entry
    if (control[at + PendingWord.Enabled] === 1)
      enabled.push(control[at + PendingWord.Thread]!)
  }
  return enabled
}

/** What the policy chooses for the next step. */
export function choiceOfPolicy(enabled: readonly number[]): number {
  lastAsked = control[Control.StepCount]!
  return chooser!({ enabled, running, step: lastAsked })
}

/** Whether a thread would only start another round of a loop that reads values no thread has written since. */
export function isSpinning(thread: number, operation: number): boolean {
  const kind: Op = control[ControlTable.Operations + OPERATION_WORDS * operation + OperationWord.Kind]!
  return (kind === Op.Read || kind === Op.Checkpoint) && spinning.waitsFor(thread, outline(operation)) !== undefined
}
