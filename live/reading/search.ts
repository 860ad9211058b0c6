import type MiniSearch from 'minisearch'

/** What can be found: a slide with its note. */
export interface Findable {
  no: number
  title: string
  text: string
  /** The code of its demos in all languages, and what they say of themselves. */
  code: string
}

/** A slide that was found. */
export interface Found {
  no: number
  title: string
  /** The words around the first hit in its text. */
  excerpt: string
}

/** More than these nobody looks through. */
const MOST = 20
/** Letters of an excerpt before the hit, and in all. */
const BEFORE = 30
const LENGTH = 110

/** Finds slides by their words; the library comes with the first search. */
export class SlideSearch {
  private constructor(private readonly index: MiniSearch<Findable>, private readonly all: ReadonlyMap<number, Findable>) {}

  static async over(slides: readonly Findable[]): Promise<SlideSearch> {
    const { default: Library } = await import('minisearch')
    const index = new Library<Findable>({
      idField: 'no',
      fields: ['title', 'text', 'code'],
      // Names of code are found whole and by their parts: `call_soon_threadsafe`, `soon`.
      tokenize: text => [...text.matchAll(/[\p{L}\p{N}_]+/gu)].flatMap(([word]) => word.includes('_') ? [word, ...word.split('_').filter(Boolean)] : [word]),
      searchOptions: { boost: { title: 3, code: 0.5 }, prefix: true, fuzzy: term => term.length > 4 ? 0.2 : false, combineWith: 'AND' },
    })
    index.addAll(slides)
    return new SlideSearch(index, new Map(slides.map(slide => [slide.no, slide])))
  }

  /** The slides with all words of a query, the best first; at most {@link MOST}. */
  find(query: string): Found[] {
    return this.index.search(query).slice(0, MOST).flatMap(({ id, terms }) => {
      const slide = this.all.get(id as number)
      return slide ? [{ no: slide.no, title: slide.title, excerpt: excerptOf(has(slide.text, terms) ? slide.text : `${slide.text} ${slide.code}`, terms) }] : []
    })
  }
}

function has(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.some(word => lower.includes(word.toLowerCase()))
}

/** A line of text around the first of the words that occurs in it. */
export function excerptOf(text: string, words: readonly string[]): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const lower = flat.toLowerCase()
  const hits = words.map(word => lower.indexOf(word.toLowerCase())).filter(at => at >= 0)
  const wanted = Math.max(0, Math.min(...hits, flat.length) - BEFORE)
  const from = hits.length === 0 || wanted === 0 ? 0 : lower.indexOf(' ', wanted) + 1
  const part = flat.slice(from, from + LENGTH)
  return `${from > 0 ? '… ' : ''}${part}${from + LENGTH < flat.length ? ' …' : ''}`
}
