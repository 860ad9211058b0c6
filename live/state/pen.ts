import { computed } from 'vue'
import { stage, windowId } from './stage'

/** Whether this window holds the pen, or no window does. The others show what is written with it. */
export const hasPen = computed(() => (stage.get('pen') ?? windowId) === windowId)

/** Takes the pen whenever this window is used: it comes to the front, or a person presses something in it. */
export function holdPen() {
  const take = () => stage.set('pen', windowId)
  addEventListener('focus', take)
  addEventListener('pointerdown', take, { capture: true })
  addEventListener('keydown', take, { capture: true })
}
