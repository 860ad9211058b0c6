import type { SlideRoute } from '@slidev/types'
import { computed } from 'vue'
import { useNav } from '../slidev/client'

/** Which accent a slide has on the deck's own timeline. */
export type SlideAccent = 'threads' | 'asyncio' | 'both' | 'none'

/** One slide as the deck's timeline shows it. */
export interface DeckSlide {
  no: number
  accent: SlideAccent
  /** Name of the section that it belongs to. */
  section: string
  /** Whether a section begins with it. */
  first: boolean
  optional: boolean
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function accentOf(frontmatter: Record<string, unknown>): SlideAccent {
  const words = `${text(frontmatter.class)} ${text(frontmatter.art)}`.split(' ')
  return (['both', 'threads', 'asyncio'] as const).find(accent => words.includes(accent)) ?? 'none'
}

/** The slides with their section and accent: `section: Threads` in a frontmatter begins a section. */
export function useDeck() {
  const { slides } = useNav()
  return computed<DeckSlide[]>(() => {
    let section = ''
    return slides.value.map((route: SlideRoute) => {
      const frontmatter: Record<string, unknown> = route.meta.slide.frontmatter
      const begins = text(frontmatter.section)
      section = begins || section
      return {
        no: route.no,
        accent: accentOf(frontmatter),
        section,
        first: begins !== '',
        optional: frontmatter.optional === true,
      }
    })
  })
}
