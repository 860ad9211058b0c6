import type { Prediction } from '../content/prediction'
import * as v from 'valibot'
import { computed } from 'vue'
import { keptRecord } from '../state/kept-record'
import { KEPT } from '../state/storage'
import { isQuestion } from './questions'

/** What somebody chose for each question, by the question itself: a new question has no old answer. Kept in this browser. */
const kept = keptRecord(KEPT.predictions, v.pipe(v.number(), v.safeInteger(), v.minValue(0)), isQuestion)

/** What somebody predicted: the number of a choice. */
export function useAnswer({ question }: Prediction) {
  return computed({
    get: () => kept.value[question],
    set(choice: number | undefined) {
      const { [question]: _, ...others } = kept.value
      kept.value = choice === undefined ? others : { ...others, [question]: choice }
    },
  })
}
