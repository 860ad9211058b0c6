import { useHead } from '@unhead/vue'
import { computed, shallowRef, watch } from 'vue'
import { plainTitle } from '../slides/plain-title'
import { configs, useNav } from '../slidev/client'

/**
 * The current slide, in words for a screen reader; empty before the first change, since the page itself is read out when it
 * opens. The window's title shows the slide as well.
 */
export function useAnnouncement() {
  const { currentSlideNo, isPrintMode, slides } = useNav()
  const slide = computed(() => plainTitle(slides.value[currentSlideNo.value - 1]?.meta.slide.title ?? ''))
  const announced = shallowRef('')

  useHead({
    // A PDF has the talk's own title.
    title: () => isPrintMode.value ? configs.slidesTitle : [currentSlideNo.value, slide.value, configs.slidesTitle].filter(Boolean).join(' · '),
  })

  watch([currentSlideNo, slide], ([no, title]) => {
    announced.value = `Slide ${no}: ${title || 'without a title'}`
  })
  return announced
}
