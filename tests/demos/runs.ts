import type { Figures, TakeRuns } from './bars'

/**
 * Keeps the runs of each variant, so that all bars of a demo speak of the same ones.
 *
 * @param make makes one more run of a variant
 */
export function keptRuns(make: (variant: string) => Promise<Figures>): TakeRuns {
  const kept = new Map<string, Figures[]>()
  return async (variant, count) => {
    const runs = kept.get(variant) ?? []
    kept.set(variant, runs)
    while (runs.length < count)
      runs.push(await make(variant))
    return runs.slice(0, count)
  }
}
