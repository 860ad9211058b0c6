import type { Prediction } from '../../exercises/prediction'
import { useLocalStorage } from '@vueuse/core'
import { computed } from 'vue'

/** What somebody chose for each question, by the question itself: a new question has no old answer. Kept in this browser. */
const kept = useLocalStorage<Record<string, number>>('predictions', {}, { writeDefaults: false })

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
