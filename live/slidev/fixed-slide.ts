import type { ClicksContext, SlideRoute } from '@slidev/types'
import type { ComputedRef, Ref } from 'vue'
import { createFixedClicks } from '@slidev/client/composables/useClicks.ts'
import { useFixedNav } from '@slidev/client/composables/useNav.ts'
import { injectionSlidevContext } from '@slidev/client/constants.ts'
import { configs } from '@slidev/client/env.ts'
import { provideLocal } from '@vueuse/core'
import { computed, reactive } from 'vue'

/** Slidev's drawing of a slide with its layout, for a place that Slidev knows nothing of. */
export { default as SlideWrapper } from '@slidev/client/internals/SlideWrapper.vue'

/**
 * Lets one slide stand in a place of its own, whichever slide Slidev shows; to be called in the setup of what draws it
 * with {@link SlideWrapper}.
 *
 * @param route the slide
 * @param click how many of its clicks were made
 * @param inSight whether it can be seen: out of sight it counts as another slide, as for an editor on it
 */
export function useFixedSlide(route: SlideRoute, click: Ref<number>, inSight: Readonly<Ref<boolean>>): { clicks: ClicksContext } {
  const clicks = createFixedClicks(route, click)
  const nav: { currentSlideNo: ComputedRef<number> } = {
    ...useFixedNav(route, clicks),
    currentSlideNo: computed(() => inSight.value ? route.no : -1),
  }
  provideLocal(injectionSlidevContext, reactive({ nav, configs, themeConfigs: computed(() => configs.themeConfig) }))
  return { clicks }
}
