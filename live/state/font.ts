import { computed } from 'vue'
import { stage } from './stage'

const MOST = 6
const LEAST = -2
/** Each step makes letters larger by so much. */
const FACTOR = 1.125

/** How much larger than planned code and output are; 1: as planned. */
export const fontScale = computed(() => FACTOR ** (stage.get('font') ?? 0))

/** Makes code and output larger or smaller, for the last row. */
export function changeFont(by: 1 | -1) {
  const step = Math.min(MOST, Math.max(LEAST, (stage.get('font') ?? 0) + by))
  stage.set('font', step === 0 ? undefined : step)
}
