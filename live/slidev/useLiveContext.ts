import type { ComputedRef, Ref } from 'vue'
import { computed } from 'vue'
import { useNav, useSlideContext } from './client'
import { waysFrom } from './main-path'
import { pathSlide } from './useMainPath'

/** Where a block stands. */
export interface LiveContext {
  /** Whether it is a picture: in print, in an overview or in the preview of the next slide nothing runs. */
  picture: ComputedRef<boolean>
  /** Whether it is printed: a picture that shows its recorded run. */
  printed: ComputedRef<boolean>
  /** Whether its slide is the one that is shown. */
  present: ComputedRef<boolean>
  /** Whether it is in sight or may soon be: what costs time waits for that. */
  near: ComputedRef<boolean>
  /** 1-based number of its slide. */
  page: Readonly<Ref<number>>
}

/** Where a block stands; to be called in its setup. */
export function useLiveContext(): LiveContext {
  const { isPrintMode, slides } = useNav()
  const { $nav, $page, $renderContext } = useSlideContext()
  const picture = computed(() => isPrintMode.value || !['slide', 'presenter'].includes($renderContext.value))
  const around = computed(() => {
    const { next, previous, down } = waysFrom(slides.value.map(pathSlide), $nav.value.currentSlideNo)
    return [$nav.value.currentSlideNo, next, previous, down]
  })
  return {
    picture,
    printed: computed(() => isPrintMode.value),
    present: computed(() => !picture.value && $nav.value.currentSlideNo === $page.value),
    page: $page,
    near: computed(() => picture.value || around.value.includes($page.value)),
  }
}
