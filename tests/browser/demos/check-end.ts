import type { Variant } from '../../../live/content/manifest'
import type { SnippetResult } from '../run-snippet'
import { expect } from 'vitest'

/** What is said of data that a thread has changed in vain. */
const LOST = /in this thread only|in the main thread only/

/** Checks that a run of a variant, or of its twin, ended as the manifest says: whole, with its error, or in its deadlock. */
export function expectEnd({ fails }: Variant, { problems, deadlocks, summary }: Pick<SnippetResult, 'problems' | 'deadlocks' | 'summary'>): void {
  expect(problems.filter(({ message }) => LOST.test(message)), 'nothing is changed in vain').toEqual([])
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (fails?.kind === 'deadlock') {
    expect(deadlocks.length, 'the deadlock is found').toBeGreaterThan(0)
    expect(summary.outcome).toBe('stopped')
  }
  else if (fails) {
    const { type = expect.any(String), message = '' } = fails
    expect(errors).toContainEqual(expect.objectContaining({ type, message: expect.stringContaining(message) }))
  }
  else {
    expect(errors).toEqual([])
    expect(deadlocks).toEqual([])
    expect(summary.outcome).toBe('finished')
  }
}
