import type { Ref, ShallowRef } from 'vue'
import type { TimeWindow } from '../../engine/display/timeline/window'
import type { TraceModel } from '../../engine/insight'
import { computed } from 'vue'
import { timeWindow } from '../../engine/display/timeline/window'

/** What a timeline reads its run from. */
interface TimelineSource {
  /** Grows while the run goes on. */
  model: Readonly<ShallowRef<TraceModel>>
  /** Whether the run goes on. */
  live?: boolean
  /** At least so many milliseconds are drawn. */
  extent?: number
}

/**
 * The stretch of time in sight, reactive.
 *
 * @param source props of the timeline
 * @param chosen what the person has zoomed to
 */
export function useTimeWindow(source: TimelineSource, chosen: Ref<TimeWindow | undefined>) {
  const control = timeWindow(() => {
    const { origin, horizon } = source.model.value
    return { origin, horizon: Math.max(horizon, origin + (source.extent ?? 0)), live: source.live ?? false }
  }, chosen)
  return { ...control, window: computed(control.window), zoomed: computed(control.zoomed) }
}

/** The stretch of time in sight, and what changes it. */
export type TimelineWindow = ReturnType<typeof useTimeWindow>
