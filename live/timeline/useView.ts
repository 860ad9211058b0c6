import type { WritableComputedRef } from 'vue'
import type { TimelineView } from '../state/registers'
import { computed, shallowRef, watch } from 'vue'

const NOTHING: TimelineView = { scroll: 0 }

/** What is in sight of a timeline, part by part. */
export interface ViewParts {
  window: WritableComputedRef<TimelineView['window']>
  span: WritableComputedRef<TimelineView['span']>
  scroll: WritableComputedRef<number>
  /** Shows the whole run, with nothing chosen, where the timeline keeps its view for itself. */
  forget: () => void
}

/**
 * What is in sight of a timeline. Somebody else may keep it (the same timeline in another window shows the same then);
 * if nobody does, the timeline keeps it for itself.
 *
 * @param kept what somebody else keeps; `null`: nothing was chosen so far; `undefined`: nobody keeps it
 * @param change tells who keeps it
 */
export function useView(kept: () => TimelineView | null | undefined, change: (view: TimelineView) => void): ViewParts {
  // Several parts may change before the other side has heard of the first.
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
