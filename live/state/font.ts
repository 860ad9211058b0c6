import { computed } from 'vue'
import { stage } from './stage'

const MOST = 6
const LEAST = -2
/** Factor of each step. */
const FACTOR = 1.125

/** Scale of code and output; 1 is the planned size. */
export const fontScale = computed(() => FACTOR ** (stage.get('font') ?? 0))

/** Makes code and output larger or smaller, for the last row. */
export function changeFont(by: 1 | -1) {
  const step = Math.min(MOST, Math.max(LEAST, (stage.get('font') ?? 0) + by))
  stage.set('font', step === 0 ? undefined : step)
}
