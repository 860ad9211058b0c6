import type { SlideRoute } from '@slidev/types'

/** A slide as the reading mode shows it. */
export interface ReadingEntry {
  no: number
  title: string
  /** Left out on stage. */
  optional: boolean
  route: SlideRoute
}

/** A section of the talk: what one file in `pages/` holds. */
export interface ReadingSection {
  /** For links and labels. */
  id: string
  name: string
  entries: ReadingEntry[]
}

/** The slides by section: `section: Threads` in a slide's frontmatter begins one. */
export function sectionsOf(slides: readonly SlideRoute[]): ReadingSection[] {
  const sections: ReadingSection[] = []
  for (const route of slides) {
    const { frontmatter, title } = route.meta.slide
    const begins: unknown = frontmatter.section
    if (typeof begins === 'string' || sections.length === 0) {
      const name = typeof begins === 'string' ? begins : 'The talk'
      sections.push({ id: `section-${sections.length + 1}`, name, entries: [] })
    }
    sections.at(-1)!.entries.push({
      no: route.no,
      title: plainTitle(title ?? ''),
      optional: frontmatter.optional === true,
      route,
    })
  }
  return sections
}

/** A heading as Markdown writes it, without its marks. */
export function plainTitle(markdown: string): string {
  return markdown.replace(/<br\s*\/?>/g, ' ').replace(/<[^>]+>/g, '').replace(/[`*]/g, '').replace(/\s+/g, ' ').trim()
}

/** Where a slide is on the page, for links. */
export function anchorOf(no: number): string {
  return `slide-${no}`
}
