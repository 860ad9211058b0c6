import type { WritableComputedRef } from 'vue'
import type { TimelineView } from '../state/registers'
import { computed, shallowRef, watch } from 'vue'

const NOTHING: TimelineView = { scroll: 0 }

/** The view of a timeline, part by part. */
export interface ViewParts {
  window: WritableComputedRef<TimelineView['window']>
  span: WritableComputedRef<TimelineView['span']>
  scroll: WritableComputedRef<number>
  /** Shows the whole run without a selection, if the timeline keeps its own view. */
  forget: () => void
}

/**
 * The view of a timeline. A parent may keep it (then the same timeline in another window shows the same); otherwise the
 * timeline keeps it itself.
 *
 * @param kept the parent's view; `null` if nothing was chosen so far; `undefined` if the parent doesn't keep it
 * @param change passes a changed view to the parent
 */
export function useView(kept: () => TimelineView | null | undefined, change: (view: TimelineView) => void): ViewParts {
  // Several parts may change before the parent has received the first change.
  const latest = shallowRef(kept() ?? undefined)
  watch(kept, view => latest.value = view ?? undefined, { flush: 'sync' })

  function part<Key extends keyof TimelineView>(key: Key) {
    return computed<TimelineView[Key]>({
      get: () => (latest.value ?? NOTHING)[key],
      set(value) {
        latest.value = { ...latest.value ?? NOTHING, [key]: value }
        change(latest.value)
      },
    })
  }

  return {
    window: part('window'),
    span: part('span'),
    scroll: part('scroll'),
    forget() {
      if (kept() === undefined)
        latest.value = undefined
    },
  }
}
