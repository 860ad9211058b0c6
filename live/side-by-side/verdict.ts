import type { RunResult } from '../content/result'
import { comparedWith, countText } from '../content/result'

/** One variant's run as the verdict sees it. */
interface Timed {
  /** What its tab says. */
  title: string
  seconds: number
}

/**
 * What a comparison comes to, in one line: by how much the best of the others beats the first, and what the rest did.
 *
 * @param first what the others are compared with
 * @param others whose runs are all over
 */
export function verdictOf(first: Timed, others: readonly [Timed, ...Timed[]]): RunResult {
  const [best, ...rest] = others.toSorted((a, b) => a.seconds - b.seconds) as [Timed, ...Timed[]]
  const factor = first.seconds / best.seconds
  const says = rest.map(each => `${each.title}: ${comparedWith(each, first)}`)
  return {
    value: `${best.title}: ${factor < 10 ? factor.toFixed(1) : countText(Math.round(factor))} ×`,
    says: [`as fast as ${first.title}`, ...says].join('; '),
  }
}
