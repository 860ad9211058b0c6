/** Sets a Controlled run up, in memory that the run before has used. */
import type { Granularity, ScheduleRequest } from '../../protocol/schedule'
import { Control, ControlTable, MAX_STEPS } from '../../protocol/baton-layout'
import { Breaker, MAIN_LANE, MAX_THREADS, Table, Word } from '../../protocol/layout'
import { words } from '../memory'
import { POLICIES } from './followed'
import { control, controlFloats } from './notes'

/** Granularities by their numbers in {@link Control.Granularity}. */
const GRANULARITIES = ['gil', 'free-threaded'] as const satisfies readonly Granularity[]

/**
 * Clears the state of the last run, and writes the request for the next one.
 *
 * @throws RangeError for a granularity that TypeScript's threads don't have
 */
export function beginRun({ schedule, policy, granularity, maxSteps, seed = 0 }: ScheduleRequest): void {
  const grain = GRANULARITIES.findIndex(known => known === granularity)
  if (grain < 0)
    throw new RangeError(`TypeScript has no bytecode: a thread is preempted at ${GRANULARITIES.join(' or ')} granularity`)
  words.fill(0, 0, Math.min(words.length, Math.max(words[Word.HeapTop]!, Table.Heap)))
  words[Word.HeapTop] = Table.Heap
  words[Word.GilEnabled] = Number(granularity === 'gil')
  words[Word.SwitchInterval] = 5000
  words[Word.MainLane] = words[Word.LastLane] = MAIN_LANE
  // Each checkpoint looks.
  words[Word.EvalBreaker] = Breaker.DropGil
  const run = control[Control.Run]! + 1
  control.fill(0, Control.Run, Control.Closed)
  control.fill(0, Control.Closed + 1, ControlTable.Go)
  control.fill(0, ControlTable.Taken, ControlTable.Taken + MAX_THREADS)
  control[Control.Run] = run
  control[Control.Granularity] = grain
  control[Control.MaxSteps] = Math.min(maxSteps, MAX_STEPS)
  control[Control.Policy] = POLICIES.indexOf(policy.kind)
  if (policy.kind !== 'continue')
    control[Control.PolicySeed] = policy.seed
  if (policy.kind === 'priorities') {
    control[Control.PolicyDepth] = policy.depth
    control[Control.PolicySteps] = policy.steps
  }
  control[Control.Seed] = seed
  controlFloats[Control.Clock / 2] = 0
  control[Control.ScheduleLength] = Math.min(schedule.length, MAX_STEPS)
  control.set(schedule.slice(0, MAX_STEPS), ControlTable.Schedule)
}

/** The run for which it was evaluated here last. */
let evaluated = 0

/** Whether this worker has evaluated the program for the current run; marks it as evaluated. */
export function isFirstInRun(): boolean {
  const run = control[Control.Run]!
  const isFirst = run !== evaluated
  evaluated = run
  return isFirst
}
