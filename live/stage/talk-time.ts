import type { Visit } from '../state/registers'

/** A slide as the clock sees it. */
export interface PlannedSlide {
  section: string
  /** Planned, from its frontmatter; an optional slide takes none. */
  minutes: number
}

/** A section of the talk: minutes planned and used. */
interface SectionTime {
  name: string
  planned: number
  used: number
}

/** Where the talk is, in minutes. */
export interface TalkTime {
  used: number
  planned: number
  sections: SectionTime[]
  /** How much later than planned it is; less than nothing: earlier. None while it is within the time of its slide. */
  late: number
}

/**
 * Adds up where the talk is.
 *
 * @param slides all slides in their order
 * @param visits when it came into which section
 * @param current index of the slide that is shown
 * @param now a reading of `Date.now()`
 */
export function talkTime(slides: readonly PlannedSlide[], visits: readonly Visit[], current: number, now: number): TalkTime {
  const sections = new Map<string, SectionTime>()
  for (const { section, minutes } of slides) {
    const known = sections.get(section) ?? { name: section, planned: 0, used: 0 }
    known.planned += minutes
    sections.set(section, known)
  }
  visits.forEach(({ section, at }, i) => {
    const known = sections.get(section)
    if (known)
      known.used += ((visits[i + 1]?.at ?? now) - at) / 60_000
  })
  const used = visits[0] ? (now - visits[0].at) / 60_000 : 0
  const before = sum(slides.slice(0, current))
  const after = before + (slides[current]?.minutes ?? 0)
  return {
    used,
    planned: sum(slides),
    sections: [...sections.values()].filter(({ planned, used }) => planned > 0 || used > 0),
    late: visits.length === 0 ? 0 : used > after ? used - after : used < before ? used - before : 0,
  }
}

/** Minutes as `12:05`. */
export function clockWords(minutes: number): string {
  const seconds = Math.round(Math.abs(minutes) * 60)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function sum(slides: readonly PlannedSlide[]): number {
  return slides.reduce((total, { minutes }) => total + minutes, 0)
}
