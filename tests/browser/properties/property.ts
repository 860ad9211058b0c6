import type { Mode } from '../../../engine/protocol/run'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { PRELUDE } from '../conformance/prelude'
import { BOTH_MODES, modesByTurns, REPEATS } from '../conformance/promise'
import { runSnippet } from '../run-snippet'

const HELPERS = `
import { perfCounter as $now, sleep as $nap } from 'time'
/** Takes some time, as a plan says. */
function spend(microseconds: number): void {
  if (microseconds < 0)
    $nap(-microseconds / 1e6)
  else if (microseconds > 0)
    for (const end = $now() + microseconds / 1e6; $now() < end;);
}
`
/** How many random plans are tried: few each time, many with FULL=1. */
const PLANS = 4 * REPEATS
/** Seconds after which a run counts as hanging: a wake-up was lost. */
const HANGS_AFTER = 20

/**
 * A test with random plans: the snippet finds its plan in the constant `plan`, carries it out and checks what must hold
 * whatever the threads' timing.
 *
 * @param name what must hold
 * @param plans the plans; plain data
 * @param source TypeScript with a `main`
 */
export function property<Plan>(name: string, plans: fc.Arbitrary<Plan>, source: string): void {
  for (const mode of modesByTurns(BOTH_MODES))
    it(`${name} (${mode})`, { timeout: PLANS * 5000 + 30_000 }, () => fc.assert(fc.asyncProperty(plans, plan => holds(plan, source, mode)), { numRuns: PLANS, interruptAfterTimeLimit: PLANS * 5000 }))
}

async function holds(plan: unknown, source: string, mode: Mode): Promise<void> {
  const { problems, summary } = await runSnippet(`${PRELUDE}\n${HELPERS}\nconst plan = ${JSON.stringify(plan)}\n${source}`, { mode, timeout: HANGS_AFTER })
  expect(problems).toEqual([])
  expect(summary.outcome).toBe('finished')
}

/** What a plan's steps take: a number of microseconds of work, or, if it is negative, of sleep. */
export const pause: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 2, arbitrary: fc.integer({ min: -3000, max: -1 }) },
)
