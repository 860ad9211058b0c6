/** Schedules for the drawings: made by a rule from a seed, so that a drawing is the same every time. */

/** A stretch of one lane, in the drawing's units. */
export interface Span {
  lane: number
  from: number
  to: number
}

/** A small generator of numbers in [0, 1), the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** What a schedule is like. */
export interface Rule {
  lanes: number
  from: number
  to: number
  /** Shortest and longest stretch. */
  stretch: readonly [number, number]
  /** Time between the end of one stretch and the begin of the next. */
  gap: number
  seed: number
}

/** One lane runs at a time, each hands over to another: threads under a GIL, or tasks on a loop. */
export function oneAtATime(rule: Rule): Span[] {
  const random = seeded(rule.seed)
  const [shortest, longest] = rule.stretch
  const spans: Span[] = []
  let at = rule.from
  let lane = 0
  while (at < rule.to) {
    const to = Math.min(rule.to, at + shortest + random() * (longest - shortest))
    spans.push({ lane, from: at, to })
    at = to + rule.gap
    const step = 1 + Math.floor(random() * (rule.lanes - 1))
    lane = (lane + step) % rule.lanes
  }
  return spans
}
