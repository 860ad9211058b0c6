import type { Place } from './messages'
import { shallowRef, watch } from 'vue'
import { useNav } from '../slidev/client'

/**
 * Shows the slide that the talk is at, until the guest goes elsewhere; to be called in a setup.
 *
 * @param place where the talk is
 */
export function useFollowing(place: () => Place | undefined) {
  const { currentSlideNo, clicks, go } = useNav()
  const following = shallowRef(true)
  /** How many moves of ours are under way. */
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
      // What follows from it is seen by then.
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
    /** Goes back to where the talk is. */
    followAgain() {
      following.value = true
      void move()
    },
  }
}
