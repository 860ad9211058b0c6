import type { DefaultPolicy, ThreadNumber } from './schedule'
import { randomNumbers } from './random-numbers'

/** Chooses among the threads that can go on (at least one, by ascending number). */
export type Chooser = (state: {
  readonly enabled: readonly ThreadNumber[]
  /** The thread of the previous step. */
  readonly running?: ThreadNumber
  /** Steps of the run so far. */
  readonly step: number
}) => ThreadNumber

/** The chooser for a policy. All executors use this one, so that the same seed gives the same schedule in each of them. */
export function createChooser(policy: DefaultPolicy): Chooser {
  switch (policy.kind) {
    case 'continue':
      return ({ enabled, running }) => running !== undefined && enabled.includes(running) ? running : enabled[0]!
    case 'random': {
      const random = randomNumbers(policy.seed)
      return ({ enabled }) => enabled[Math.floor(random() * enabled.length)]!
    }
    case 'priorities':
      return byPriorities(policy.seed, policy.depth, policy.steps)
  }
}

function byPriorities(seed: number, depth: number, steps: number): Chooser {
  const random = randomNumbers(seed)
  const priorities = new Map<ThreadNumber, number>()
  const changes = Array.from({ length: depth - 1 }, () => Math.floor(random() * steps))
  const priority = (thread: ThreadNumber): number => {
    let value = priorities.get(thread)
    if (value === undefined)
      priorities.set(thread, value = random())
    return value
  }
  return ({ enabled, step }) => {
    const highest = (): ThreadNumber => enabled.reduce((best, thread) => priority(thread) > priority(best) ? thread : best)
    changes.forEach((change, i) => {
      // Below all initial priorities, and each change has its own value.
      if (change === step)
        priorities.set(highest(), -1 - i)
    })
    return highest()
  }
}
