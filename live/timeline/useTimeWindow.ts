import type { Ref, ShallowRef } from 'vue'
import type { Span, TraceModel } from '../../engine/insight'
import type { TimeWindow } from './window'
import { computed } from 'vue'
import { pan, reveal, wholeRun, zoom } from './window'

/** What a timeline reads its run from. */
export interface TimelineSource {
  /** Grows while the run goes on. */
  model: Readonly<ShallowRef<TraceModel>>
  /** Whether the run goes on. */
  live?: boolean
  /** At least so many milliseconds are drawn. */
  extent?: number
}

/**
 * The stretch of time in sight. Until the person zooms, it is the whole run and grows with it.
 *
 * @param source props of the timeline
 * @param chosen what the person has zoomed to
 */
export function useTimeWindow(source: TimelineSource, chosen: Ref<TimeWindow | undefined>) {
  const whole = computed(() => {
    const { origin, horizon } = source.model.value
    return wholeRun(origin, Math.max(horizon, origin + (source.extent ?? 0)), source.live ?? false)
  })
  const window = computed(() => chosen.value ?? whole.value)

  function set(next: TimeWindow) {
    chosen.value = next === whole.value ? undefined : next
  }

  return {
    window,
    /** Whether the person has zoomed in. */
    zoomed: computed(() => chosen.value !== undefined),
    /** Zooms about a time; about the middle if none is given. */
    zoomBy(factor: number, about = (window.value.from + window.value.to) / 2) {
      set(zoom(window.value, factor, about, whole.value))
    },
    /** Moves by a part of what is in sight. */
    panBy(share: number) {
      if (chosen.value)
        set(pan(chosen.value, share * (chosen.value.to - chosen.value.from), whole.value))
    },
    /** Shows the whole run again. */
    fit() {
      chosen.value = undefined
    },
    reveal(span: Span) {
      if (chosen.value)
        set(reveal(chosen.value, span.start, span.end, whole.value))
    },
  }
}

/** The stretch of time in sight, and what changes it. */
export type TimelineWindow = ReturnType<typeof useTimeWindow>
