import type { ShallowRef } from 'vue'
import type { ReadingEntry } from './sections'
import { onBeforeUnmount, shallowRef } from 'vue'
import { whenIdle } from '../page/idle'

/** Slides that are drawn in one go. */
const PORTION = 3

/** Which slides are drawn by now. */
export interface ReadingOrder {
  mounted: Readonly<ShallowRef<ReadonlySet<number>>>
  /** Resolves when all slides are there. */
  all: Promise<void>
}

/**
 * Draws the slides one portion after the other in the browser's idle time, so that the page can be used at once.
 *
 * @param entries all slides
 * @param first number of the slide that is looked at: it comes first, and then what follows it
 */
export function useReadingOrder(entries: readonly ReadingEntry[], first: number): ReadingOrder {
  const mounted = shallowRef<ReadonlySet<number>>(new Set())
  const { promise: all, resolve } = Promise.withResolvers<void>()
  const start = Math.max(0, entries.findIndex(({ no }) => no === first))
  const waiting = [...entries.slice(start), ...entries.slice(0, start).reverse()]
  let gone = false
  onBeforeUnmount(() => gone = true)

  async function next() {
    const portion = waiting.splice(0, PORTION)
    // A slide that can't be loaded shows Slidev's error in its place.
    await Promise.all(portion.map(({ route }) => route.load()))
    mounted.value = new Set([...mounted.value, ...portion.map(({ no }) => no)])
    if (gone)
      return
    if (waiting.length === 0)
      resolve()
    else
      whenIdle(() => void next(), 500)
  }

  void next()
  return { mounted, all }
}
