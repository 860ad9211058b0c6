import type { SlideRoute } from '@slidev/types'
import { onScopeDispose, watch } from 'vue'
import { isMetered } from '../../engine/io/connection'
import { whenIdle } from '../page/idle'
import { useNav } from '../slidev/client'
import { drawAhead } from '../slidev/draw-ahead'
import { useMainPath } from '../slidev/useMainPath'

/** How long the first slide has the browser to itself, in milliseconds. */
const FIRST_MS = 2000
/** How long after that the code of the other slides is fetched, in milliseconds. */
const OTHERS_MS = 1000

/**
 * Draws the slides that a key leads to from the one in sight in the browser's idle time, so that they are there when the
 * speaker turns, and then fetches the code of all others. Slidev would draw the whole deck three seconds after the
 * first slide, which takes seconds; slides.md says `preload: false` for that reason.
 */
export function useNextSlides() {
  const { currentSlideNo, slides } = useNav()
  const { ways } = useMainPath()
  let isOpen = true
  onScopeDispose(() => isOpen = false)

  function drawNext() {
    const here = currentSlideNo.value
    const { next, previous, down } = ways.value
    for (const no of [next, previous, down]) {
      whenIdle(() => {
        const route = no === undefined ? undefined : slides.value[no - 1]
        if (isOpen && route && here === currentSlideNo.value)
          draw(route)
      }, 500)
    }
  }

  function fetchOthers(index = 0) {
    whenIdle(async () => {
      const route = slides.value[index]
      if (!isOpen || !route)
        return
      await load(route)
      fetchOthers(index + 1)
    }, 5000)
  }

  // A slide that was in sight stays as it is when another one comes: what runs on it goes on.
  watch(() => slides.value[currentSlideNo.value - 1], route => route && draw(route), { immediate: true })

  setTimeout(() => {
    watch(currentSlideNo, drawNext, { immediate: isOpen })
    if (!isMetered())
      setTimeout(fetchOthers, OTHERS_MS)
  }, FIRST_MS)
}

function draw(route: SlideRoute) {
  drawAhead(route)
  void load(route)
}

/** A slide whose code can't be fetched says so when it is in sight. */
async function load(route: SlideRoute) {
  await route.load().catch(() => {})
}
