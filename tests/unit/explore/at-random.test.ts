import type { DefaultPolicy } from '../../../engine/protocol/schedule'
import type { Program } from './model'
import { expect, it } from 'vitest'
import { execute } from './model'
import { counter, philosophers } from './programs'

const RUNS = 600

/** How many of the runs at random fail. */
function failures(program: Program, policy: (seed: number) => DefaultPolicy, fails: (output: string, end: string) => boolean): number {
  let failed = 0
  for (let seed = 0; seed < RUNS; seed++) {
    const { output, end } = execute(program, { schedule: [], policy: policy(seed), granularity: 'free-threaded', maxSteps: 1000 })
    failed += Number(fails(output, end.kind))
  }
  return failed
}

// The guarantee is 1 in n·k^(d-1) per run, for n threads, k steps and a fault of depth d.
it.each([
  ['a lost update, of depth 2', counter(1), 2, (output: string) => output === '1\n'],
  ['two threads and two locks, of depth 2', philosophers(['Ada', 'Guido']), 2, (_: string, end: string) => end === 'deadlock'],
  ['three philosophers, of depth 3', philosophers(['Ada', 'Guido', 'Grace']), 3, (_: string, end: string) => end === 'deadlock'],
] as const)('random priorities fail as often as they promise: %s', (_, program, depth, fails) => {
  const { steps, threads } = execute(program, { schedule: [], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 1000 })
  const promised = RUNS / (threads.length * steps.length ** (depth - 1))
  expect(failures(program, seed => ({ kind: 'priorities', seed, depth, steps: steps.length }), fails)).toBeGreaterThanOrEqual(promised)
})

it('random priorities of depth 1 never preempt, and so lose no update', () => {
  expect(failures(counter(2), seed => ({ kind: 'priorities', seed, depth: 1, steps: 20 }), output => output !== '4\n')).toBe(0)
})
