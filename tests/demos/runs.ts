import type { Figures, TakeRuns } from './bars'

/**
 * Keeps the runs of each variant, so that all bars of a demo speak of the same ones. Runs of a variant are made one after
 * the other.
 *
 * @param make makes one more run of a variant
 */
export function keptRuns(make: (variant: string) => Promise<Figures>): TakeRuns {
  const kept = new Map<string, Promise<Figures>[]>()
  return (variant, count) => {
    const runs = kept.get(variant) ?? []
    kept.set(variant, runs)
    while (runs.length < count) {
      const before = runs.at(-1)
      runs.push(before ? before.then(() => make(variant)) : make(variant))
    }
    return Promise.all(runs.slice(0, count))
  }
}
