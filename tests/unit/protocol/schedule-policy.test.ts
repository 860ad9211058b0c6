import type { DefaultPolicy } from '../../../engine/protocol/schedule'
import { expect, it } from 'vitest'
import { createChooser } from '../../../engine/protocol/schedule-policy'

/** The choices of ten steps among three threads that can always go on. */
function choices(policy: DefaultPolicy): number[] {
  const choose = createChooser(policy)
  const chosen: number[] = []
  for (let step = 0; step < 10; step++)
    chosen.push(choose({ enabled: [1, 2, 3], running: chosen.at(-1), step }))
  return chosen
}

it('without a preemption the running thread goes on while it can, then the lowest number that can', () => {
  const choose = createChooser({ kind: 'continue' })
  expect(choose({ enabled: [1, 2], running: 2, step: 5 })).toBe(2)
  expect(choose({ enabled: [1, 3], running: 2, step: 5 })).toBe(1)
})

it('random choices are the same for the same seed', () => {
  expect(choices({ kind: 'random', seed: 7 })).toEqual(choices({ kind: 'random', seed: 7 }))
  expect(choices({ kind: 'random', seed: 7 })).not.toEqual(choices({ kind: 'random', seed: 8 }))
})

it('by priorities the highest goes on, and changes at most depth - 1 times', () => {
  const orders = new Set<string>()
  for (let seed = 0; seed < 200; seed++) {
    expect(new Set(choices({ kind: 'priorities', seed, depth: 1, steps: 10 })).size).toBe(1)
    const chosen = choices({ kind: 'priorities', seed, depth: 3, steps: 10 })
    expect(chosen.filter((thread, i) => i > 0 && thread !== chosen[i - 1]).length).toBeLessThanOrEqual(2)
    orders.add(chosen.filter((thread, i) => thread !== chosen[i - 1]).join())
  }
  // Each thread alone, each pair in order, each permutation.
  expect(orders.size).toBe(3 + 6 + 6)
})
