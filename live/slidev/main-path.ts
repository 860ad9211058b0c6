/** A slide as the main path sees it. */
export interface PathSlide {
  /** 1-based. */
  no: number
  /** Whether it hangs below the path, under the last main slide before it. */
  optional: boolean
}

/** Where the keys lead from a slide, by number; `undefined` where there is nothing. */
export interface Ways {
  /** The next slide of the main path. */
  next: number | undefined
  /** The previous slide of the main path: from an optional slide the one that it hangs under. */
  previous: number | undefined
  /** The next optional slide of those that hang under the same main slide. */
  down: number | undefined
  /** All optional slides that hang under this one, or under the same main slide as this one. */
  optional: readonly number[]
}

/**
 * Where the keys lead from a slide. A deck without optional slides is all main path.
 *
 * @param slides all slides in their order
 * @param no of the slide to go from
 */
export function waysFrom(slides: readonly PathSlide[], no: number): Ways {
  const slide = slides.find(slide => slide.no === no)
  // The reading mode shows slides of which none is the one in sight.
  if (!slide)
    return { next: undefined, previous: undefined, down: undefined, optional: [] }
  const before = slides.filter(slide => slide.no < no)
  const after = slides.filter(slide => slide.no > no)
  const end = after.findIndex(({ optional }) => !optional)
  const below = after.slice(0, end < 0 ? undefined : end).map(slide => slide.no)
  const siblings = slide.optional ? before.slice(before.findLastIndex(({ optional }) => !optional) + 1).map(slide => slide.no).concat(no) : []
  return {
    next: after[end]?.no,
    previous: before.findLast(({ optional }) => !optional)?.no,
    down: below[0],
    optional: [...siblings, ...below],
  }
}
