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

/** The section of a visit during which the clock stands still. */
export const PAUSE = ''

/** The position of the talk, in minutes. */
export interface TalkTime {
  /** Without pauses. */
  used: number
  planned: number
  /** How many of the planned minutes are left; negative when the talk has used more. */
  left: number
  sections: SectionTime[]
  /** How late it is; negative when early. `undefined` while it is within the time of its slide. */
  late: number
}

/**
 * Computes the position of the talk.
 *
 * @param slides all slides, in order
 * @param visits when it entered which section, or was paused
 * @param current index of the current slide
 * @param now a reading of `Date.now()`
 */
export function talkTime(slides: readonly PlannedSlide[], visits: readonly Visit[], current: number, now: number): TalkTime {
  const sections = new Map<string, SectionTime>()
  for (const { section, minutes } of slides) {
    const known = sections.get(section) ?? { name: section, planned: 0, used: 0 }
    known.planned += minutes
    sections.set(section, known)
  }
  let used = 0
  visits.forEach(({ section, at }, i) => {
    const minutes = section === PAUSE ? 0 : ((visits[i + 1]?.at ?? now) - at) / 60_000
    const known = sections.get(section)
    if (known)
      known.used += minutes
    used += minutes
  })
  const planned = sum(slides)
  const before = sum(slides.slice(0, current))
  const after = before + (slides[current]?.minutes ?? 0)
  return {
    used,
    planned,
    left: planned - used,
    sections: [...sections.values()].filter(({ planned, used }) => planned > 0 || used > 0),
    late: visits.length === 0 ? 0 : used > after ? used - after : used < before ? used - before : 0,
  }
}

/** Formats minutes: `12:05`. */
export function clockWords(minutes: number): string {
  const seconds = Math.round(Math.abs(minutes) * 60)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function sum(slides: readonly PlannedSlide[]): number {
  return slides.reduce((total, { minutes }) => total + minutes, 0)
}
