import type { SlideRoute } from '@slidev/types'
import type { App, ComputedRef } from 'vue'
import type { PathSlide, Ways } from './main-path'
import { computed, watch } from 'vue'
import { useNav } from './client'
import { waysFrom } from './main-path'

/** More clicks than a slide has: Slidev stops at the last one. */
const LAST_CLICK = 999_999

/** Where the main path was left for an optional slide. */
let left: { no: number, click: number } | undefined

/** What the main path needs to know of a slide: `optional: true` in its frontmatter hangs it below. */
export function pathSlide({ no, meta }: SlideRoute): PathSlide {
  return { no, optional: meta.slide.frontmatter.optional === true }
}

/**
 * Makes Slidev's own navigation follow the main path, in this window: its keys, its buttons, swipes, and the preview of
 * the next slide. All of Slidev shares one navigation object, so this has to be called before its first page is set up.
 */
export function followMainPath(app: App) {
  app.runWithContext(() => {
    const nav = useNav()
    const { clicks, clicksDirection, clicksStart, clicksTotal, currentSlideNo, go, next, prev, slides } = nav
    const path = computed(() => slides.value.map(pathSlide))
    const ways = computed(() => waysFrom(path.value, currentSlideNo.value))
    const routeOf = (no: number | undefined) => slides.value[(no ?? currentSlideNo.value) - 1]!

    watch([currentSlideNo, clicks], ([no, click]) => {
      if (path.value[no - 1]?.optional === false)
        left = { no, click }
    }, { immediate: true, flush: 'sync' })

    async function nextSlide() {
      clicksDirection.value = 1
      if (ways.value.next !== undefined)
        await go(ways.value.next)
    }

    async function prevSlide(lastClicks = false) {
      clicksDirection.value = -1
      if (ways.value.previous !== undefined)
        await go(ways.value.previous, lastClicks ? LAST_CLICK : 0)
    }

    Object.assign(nav, {
      next: () => clicks.value < clicksTotal.value ? next() : nextSlide(),
      prev: () => clicks.value > clicksStart.value ? prev() : prevSlide(true),
      nextSlide,
      prevSlide,
      nextRoute: computed(() => routeOf(ways.value.next)),
      prevRoute: computed(() => routeOf(ways.value.previous)),
      hasNext: computed(() => ways.value.next !== undefined || clicks.value < clicksTotal.value),
      hasPrev: computed(() => ways.value.previous !== undefined || clicks.value > clicksStart.value),
    } satisfies Partial<typeof nav>)
  })
}

/** The main path from the slide in sight, and the ways off it. */
export function useMainPath(): {
  ways: ComputedRef<Ways>
  /** Goes to the next optional slide below, if there is one. */
  goDown: () => Promise<void>
  /** Goes back from an optional slide to the place where the main path was left. */
  goUp: () => Promise<void>
} {
  const { currentSlideNo, go, slides } = useNav()
  const ways = computed(() => waysFrom(slides.value.map(pathSlide), currentSlideNo.value))
  return {
    ways,
    async goDown() {
      if (ways.value.down !== undefined)
        await go(ways.value.down)
    },
    async goUp() {
      const { previous } = ways.value
      const isOptional = ways.value.optional.includes(currentSlideNo.value)
      if (isOptional && left)
        await go(left.no, left.click)
      else if (isOptional && previous !== undefined)
        await go(previous)
    },
  }
}
