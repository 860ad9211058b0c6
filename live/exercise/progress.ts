import * as v from 'valibot'
import { computed } from 'vue'
import { isExercise } from '../demos/exercises'
import { keptRecord } from '../state/kept-record'
import { KEPT } from '../state/storage'

/** A learner's progress with an exercise. */
const progress = v.object({
  /** The day when all runs first kept all promises, as an ISO date. */
  solved: v.optional(v.pipe(v.string(), v.isoDate())),
  /** The number of hints asked for; one more than there are means the solution. */
  hints: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
})
type Progress = v.InferOutput<typeof progress>

/** Stored in this browser only. */
const kept = keptRecord(KEPT.exercises, progress, isExercise)

/** A learner's progress with an exercise; reactive, and shared wherever it is shown. */
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

/** Names of the solved exercises; reactive. */
export function solvedExercises(): string[] {
  return Object.entries(kept.value).flatMap(([name, { solved }]) => solved === undefined ? [] : name)
}

/** The number of solved exercises; reactive. */
export function solvedCount(): number {
  return solvedExercises().length
}
