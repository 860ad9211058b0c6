import { useIntervalFn } from '@vueuse/core'
import { computed, shallowRef, watch } from 'vue'
import { useDeck } from '../slides/useDeck'
import { useNav } from '../slidev/client'
import { stage } from '../state/stage'
import { PAUSE, talkTime } from './talk-time'

/**
 * The talk's clock, for the presenter's window: it starts when the first slide is left, records when each section begins,
 * and survives a reload. While it is paused, slides take no time.
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
  const paused = computed(() => visits.value.at(-1)?.section === PAUSE)
  const section = computed(() => planned.value[currentSlideNo.value - 1]?.section ?? '')

  function visit(name: string) {
    if (visits.value.at(-1)?.section !== name)
      stage.set('visits', [...visits.value, { section: name, at: Date.now() }])
    now.value = Date.now()
  }

  watch(currentSlideNo, (no, before) => {
    if (visits.value.length === 0 && before === 1 && no > 1)
      visit(planned.value[0]?.section ?? section.value)
    if (visits.value.length > 0 && !paused.value)
      visit(section.value)
  })

  return {
    time: computed(() => talkTime(planned.value, visits.value, currentSlideNo.value - 1, now.value)),
    section,
    running: computed(() => visits.value.length > 0),
    paused,
    /** Starts the clock, or resumes it after a pause. */
    start: () => visit(section.value),
    pause: () => visit(PAUSE),
    reset: () => stage.set('visits', undefined),
  }
}
