import type { ShallowRef } from 'vue'
import type { ReadingOrder } from './useReadingOrder'
import { useEventListener } from '@vueuse/core'
import { nextTick, onMounted, shallowRef, watch } from 'vue'
import { useRoute } from 'vue-router'

/**
 * Brings the place that the address names into sight, and keeps it there while slides above it are still being drawn,
 * until the reader moves.
 *
 * @param order the drawing
 * @returns number of the slide that is being read; who shows the slides sets it
 */
export function useReadingPlace(order: ReadingOrder): ShallowRef<number> {
  const route = useRoute()
  const current = shallowRef(1)
  let holding = false

  function show(focus: boolean) {
    const place = route.hash ? document.getElementById(route.hash.slice(1)) : null
    place?.scrollIntoView()
    if (focus)
      place?.focus({ preventScroll: true })
  }

  for (const event of ['wheel', 'touchstart', 'keydown', 'pointerdown'] as const) {
    useEventListener(window, event, () => {
      holding = false
    }, { passive: true, capture: true })
  }

  watch(() => route.hash, async () => {
    await nextTick()
    show(true)
  })
  watch(order.mounted, async () => {
    await nextTick()
    if (holding)
      show(false)
  })
  onMounted(() => {
    holding = route.hash !== ''
    show(holding)
  })
  void order.all.then(() => {
    // The last slides still settle: drawings, fonts.
    setTimeout(() => {
      if (holding)
        show(false)
      holding = false
    }, 500)
  })
  return current
}
