import type { Span } from '../../insight'
import type { Holder } from './holder'

/** The stretch of time in sight, in milliseconds since the run's epoch. */
export interface TimeWindow {
  from: number
  to: number
}

/** Nothing shorter can be seen: the trace's clock ticks in five microseconds. */
const SHORTEST = 0.005
/** A run that has just begun is drawn on this much, so that its first milliseconds don't flicker by. */
const FIRST_EXTENT = 100

/**
 * The window that shows a whole run.
 *
 * @param origin when its program began
 * @param horizon how far it has come
 * @param live whether it is in progress
 */
export function wholeRun(origin: number, horizon: number, live: boolean): TimeWindow {
  const length = live ? Math.max(FIRST_EXTENT, horizon - origin) : horizon - origin
  return { from: origin, to: origin + Math.max(SHORTEST, length * 1.01) }
}

/**
 * Zooms about a time.
 *
 * @param window the visible part
 * @param factor less than 1 shows less time, larger
 * @param about the time that stays where it is
 * @param whole the limit of zooming out
 */
export function zoom(window: TimeWindow, factor: number, about: number, whole: TimeWindow): TimeWindow {
  const length = Math.max(SHORTEST, (window.to - window.from) * factor)
  if (length >= whole.to - whole.from)
    return whole
  const share = (about - window.from) / (window.to - window.from)
  return inside({ from: about - share * length, to: about + (1 - share) * length }, whole)
}

/** Moves a window by a time, as far as the run reaches. */
export function pan(window: TimeWindow, by: number, whole: TimeWindow): TimeWindow {
  return inside({ from: window.from + by, to: window.to + by }, whole)
}

/** Moves a window, if it must be, so that a stretch of time is in sight; a longer one is shown from its start. */
export function reveal(window: TimeWindow, from: number, to: number, whole: TimeWindow): TimeWindow {
  if (from >= window.from && to <= window.to)
    return window
  const length = window.to - window.from
  const start = to - from > length * 0.8 ? from - length * 0.1 : (from + to - length) / 2
  return inside({ from: start, to: start + length }, whole)
}

function inside(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const length = window.to - window.from
  const from = Math.max(whole.from, Math.min(window.from, whole.to - length))
  return { from, to: from + length }
}

/** How far a run has come. */
interface RunExtent {
  /** When its program began, in milliseconds since the run's epoch. */
  origin: number
  /** How far it has come. */
  horizon: number
  /** Whether it is in progress. */
  live: boolean
}

/**
 * The stretch of time in sight, and what changes it. Until the person zooms, it is the whole run and grows with it.
 *
 * @param run how far the run has come
 * @param chosen the person's zoom
 */
export function timeWindow(run: () => RunExtent, chosen: Holder<TimeWindow>) {
  function whole(): TimeWindow {
    const { origin, horizon, live } = run()
    return wholeRun(origin, horizon, live)
  }

  function window(): TimeWindow {
    return chosen.value ?? whole()
  }

  return {
    window,
    /** Whether the person has zoomed in. */
    zoomed: (): boolean => chosen.value !== undefined,
    /** Zooms about a time; about the middle if none is given. */
    zoomBy(factor: number, about = (window().from + window().to) / 2) {
      const all = whole()
      const next = zoom(window(), factor, about, all)
      chosen.value = next === all ? undefined : next
    },
    /** Moves by a part of what is in sight. */
    panBy(share: number) {
      if (chosen.value)
        chosen.value = pan(chosen.value, share * (chosen.value.to - chosen.value.from), whole())
    },
    /** Shows the whole run again. */
    fit() {
      chosen.value = undefined
    },
    /** Moves, if it must, so that a span is in sight. */
    reveal(span: Span) {
      if (chosen.value)
        chosen.value = reveal(chosen.value, span.start, span.end, whole())
    },
  }
}

/** The stretch of time in sight, and what changes it. */
export type TimeWindowControl = ReturnType<typeof timeWindow>
