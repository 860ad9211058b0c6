import type { Place } from './messages'
import { shallowRef, watch } from 'vue'
import { useNav } from '../slidev/client'

/**
 * Follows the talk from slide to slide until the guest goes elsewhere; call it in a setup.
 *
 * @param place gives where the talk is
 */
export function useFollowing(place: () => Place | undefined) {
  const { currentSlideNo, clicks, go } = useNav()
  const following = shallowRef(true)
  /** How many of our own moves are in progress. */
  let moving = 0

  async function move() {
    const to = place()
    if (!to || !following.value)
      return
    moving += 1
    try {
      await go(to.page, to.clicks)
    }
    finally {
      // The watcher below has run by then.
      setTimeout(() => moving -= 1)
    }
  }

  watch(place, move, { immediate: true })
  watch([currentSlideNo, clicks], () => {
    if (moving === 0 && place())
      following.value = false
  }, { flush: 'sync' })

  return {
    following,
    /** Returns to where the talk is. */
    followAgain() {
      following.value = true
      void move()
    },
  }
}
