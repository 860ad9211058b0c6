import type { Prediction } from '../../exercises/prediction'
import * as v from 'valibot'
import { computed } from 'vue'
import { predictions } from '../../exercises/prediction'
import { keptRecord } from '../stage/kept-record'

/** What somebody chose for each question, by the question itself: a new question has no old answer. Kept in this browser. */
const kept = keptRecord('predictions', v.pipe(v.number(), v.safeInteger(), v.minValue(0)), name => predictions.some(({ question }) => question === name))

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
