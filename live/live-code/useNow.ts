import type { Ref } from 'vue'
import { useIntervalFn } from '@vueuse/core'
import { shallowRef, watch } from 'vue'

/** `performance.now()`, ten times a second while `active`; otherwise no timer runs. */
export function useNow(active: () => boolean): Readonly<Ref<number>> {
  const now = shallowRef(performance.now())
  const { pause, resume } = useIntervalFn(() => {
    now.value = performance.now()
  }, 100, { immediate: false })
  watch(active, (on) => {
    now.value = performance.now()
    if (on)
      resume()
    else
      pause()
  }, { immediate: true })
  return now
}
