import type { Ref, ShallowRef } from 'vue'
import type { TimeWindow } from '../../engine/display/timeline/window'
import type { TraceModel } from '../../engine/insight'
import { computed } from 'vue'
import { timeWindow } from '../../engine/display/timeline/window'

/** The timeline's view of its run. */
interface TimelineSource {
  /** Grows during the run. */
  model: Readonly<ShallowRef<TraceModel>>
  /** Whether the run is in progress. */
  live?: boolean
  /** The least number of milliseconds to draw. */
  extent?: number
}

/**
 * The visible stretch of time, reactive.
 *
 * @param source props of the timeline
 * @param chosen the person's zoom
 */
export function useTimeWindow(source: TimelineSource, chosen: Ref<TimeWindow | undefined>) {
  const control = timeWindow(() => {
    const { origin, horizon } = source.model.value
    return { origin, horizon: Math.max(horizon, origin + (source.extent ?? 0)), live: source.live ?? false }
  }, chosen)
  return { ...control, window: computed(control.window), zoomed: computed(control.zoomed) }
}

/** The visible stretch of time, and how to change it. */
export type TimelineWindow = ReturnType<typeof useTimeWindow>
