import * as v from 'valibot'
import { computed } from 'vue'
import { isExercise } from '../demos/exercises'
import { keptRecord } from '../state/kept-record'
import { KEPT } from '../state/storage'

/** How far somebody has come with an exercise. */
const progress = v.object({
  /** When all runs kept all promises for the first time, as an ISO date. */
  solved: v.optional(v.pipe(v.string(), v.isoDate())),
  /** Hints that were asked for; one more than there are: the solution. */
  hints: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
})
type Progress = v.InferOutput<typeof progress>

/** Kept in this browser only. */
const kept = keptRecord(KEPT.exercises, progress, isExercise)

/** How far somebody has come with an exercise; reactive, and the same wherever it is shown. */
export function useProgress(name: string) {
  function note(news: Progress) {
    kept.value = { ...kept.value, [name]: { ...kept.value[name], ...news } }
  }
  return {
    solved: computed(() => kept.value[name]?.solved !== undefined),
    hints: computed({
      get: () => kept.value[name]?.hints ?? 0,
      set: hints => note({ hints }),
    }),
    solve() {
      if (!kept.value[name]?.solved)
        note({ solved: new Date().toISOString().slice(0, 10) })
    },
  }
}

/** Names of the exercises that are solved; reactive. */
export function solvedExercises(): string[] {
  return Object.entries(kept.value).flatMap(([name, { solved }]) => solved === undefined ? [] : name)
}

/** How many exercises are solved; reactive. */
export function solvedCount(): number {
  return solvedExercises().length
}
