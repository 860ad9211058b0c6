import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { useDeck } from '../slides/useDeck'
import { useNav } from '../slidev/client'
import { stage } from '../state/stage'
import { talkTime } from './talk-time'

/**
 * The talk's clock, for the presenter's window: it begins when the first slide is left, notes when each section begins,
 * and goes on after a reload.
 */
export function useTalkClock() {
  const { currentSlideNo, slides } = useNav()
  const deck = useDeck()
  const now = shallowRef(Date.now())
  useIntervalFn(() => now.value = Date.now(), 1000)

  const planned = computed(() => deck.value.map(({ section, optional }, i) => ({
    section,
    minutes: optional ? 0 : Number(slides.value[i]?.meta.slide?.frontmatter.minutes ?? 0),
  })))
  const visits = computed(() => stage.get('visits') ?? [])
  const section = computed(() => planned.value[currentSlideNo.value - 1]?.section ?? '')

  function visit(name: string) {
    if (visits.value.at(-1)?.section !== name)
      stage.set('visits', [...visits.value, { section: name, at: Date.now() }])
    now.value = Date.now()
  }

  watch(currentSlideNo, (no, before) => {
    if (visits.value.length === 0 && before === 1 && no > 1)
      visit(planned.value[0]?.section ?? section.value)
    if (visits.value.length > 0)
      visit(section.value)
  })

  return {
    time: computed(() => talkTime(planned.value, visits.value, currentSlideNo.value - 1, now.value)),
    section,
    running: computed(() => visits.value.length > 0),
    start: () => visit(section.value),
    reset: () => stage.set('visits', undefined),
  }
}
