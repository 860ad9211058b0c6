/** Adds an outline, page labels and metadata to a printed document. */
import type { PDFRef } from '@cantoo/pdf-lib'
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber } from '@cantoo/pdf-lib'
import { plainTitle } from '../../live/slides/plain-title'

/** The data for the outline. */
export interface OutlineSource {
  /** All slides of the talk; a slide with a section's name starts it. */
  slides: readonly { no: number, title: string, section?: string }[]
  /** Ids of the printed pages: `012-03` is slide 12 at its third click. */
  ids: readonly string[]
  author: string
  /** Whether a slide may take more than one page, because of its notes. */
  isHandout: boolean
}

interface Entry {
  title: string
  page: PDFRef
  children: Entry[]
}

const TITLE = 'Python Concurrency Patterns: Thread-Based vs. Async-Based Approaches'

/**
 * Adds the outline, page labels and metadata to a document.
 *
 * @param printed the browser's PDF
 * @param source the data for the outline
 */
export async function withOutline(printed: Uint8Array, source: OutlineSource): Promise<Uint8Array> {
  const document = await PDFDocument.load(printed, { updateMetadata: false })
  document.setTitle(source.isHandout ? `${TITLE} (handout)` : TITLE, { showInWindowTitleBar: true })
  document.setAuthor(source.author)
  document.setLanguage('en')
  document.setCreator('Slidev')
  if (!source.isHandout && document.getPageCount() !== source.ids.length)
    throw new Error(`${source.ids.length} slides take ${document.getPageCount()} pages`)
  const pages = source.isHandout ? pagesOfHandout(document, source.ids) : source.ids.map((_, index) => index)
  addOutline(document, entriesOf(document, source, pages))
  addLabels(document, source.ids, pages)
  return document.save()
}

/** The first page of each slide in the handout: the targets of the links in its contents. */
function pagesOfHandout(document: PDFDocument, ids: readonly string[]): number[] {
  const destinations = document.catalog.lookup(PDFName.of('Dests'), PDFDict)
  const refs = document.getPages().map(({ ref }) => ref)
  return ids.map(id => refs.indexOf(destinations.lookup(PDFName.of(id), PDFArray).get(0) as PDFRef))
}

/** Each slide has an entry for its first page; a section's first slide stands for the section. */
function entriesOf(document: PDFDocument, { slides, ids }: OutlineSource, pages: readonly number[]): Entry[] {
  const entries: Entry[] = []
  let last = 0
  ids.forEach((id, index) => {
    const no = Number(id.split('-')[0])
    const slide = slides[no - 1]
    if (no === last || !slide)
      return
    last = no
    const page = document.getPage(pages[index]!).ref
    const section = sectionOf(slides, no)
    if (entries.at(-1)?.title !== section)
      entries.push({ title: section, page, children: [] })
    entries.at(-1)!.children.push({ title: plainTitle(slide.title || section), page, children: [] })
  })
  return entries
}

function sectionOf(slides: OutlineSource['slides'], no: number): string {
  return slides.slice(0, no).findLast(({ section }) => section)?.section ?? 'Opening'
}

/** @see ISO 32000-1, 12.3.3 */
function addOutline(document: PDFDocument, entries: readonly Entry[]): void {
  const { context, catalog } = document
  const root = context.nextRef()

  /** Writes siblings; returns the first and the last, and the number of entries including their descendants. */
  function write(siblings: readonly Entry[], parent: PDFRef, isOpen: boolean): { first: PDFRef, last: PDFRef, count: number } {
    const refs = siblings.map(() => context.nextRef())
    let count = siblings.length
    siblings.forEach(({ title, page, children }, index) => {
      const item = context.obj({ Parent: parent, Dest: [page, 'XYZ', null, null, null] })
      item.set(PDFName.of('Title'), PDFHexString.fromText(title))
      if (index > 0)
        item.set(PDFName.of('Prev'), refs[index - 1]!)
      if (index < refs.length - 1)
        item.set(PDFName.of('Next'), refs[index + 1]!)
      if (children.length > 0) {
        const under = write(children, refs[index]!, false)
        item.set(PDFName.of('First'), under.first)
        item.set(PDFName.of('Last'), under.last)
        // Negative: closed until the reader opens it.
        item.set(PDFName.of('Count'), PDFNumber.of(-under.count))
        count += isOpen ? 0 : under.count
      }
      context.assign(refs[index]!, item)
    })
    return { first: refs[0]!, last: refs.at(-1)!, count }
  }

  const { first, last, count } = write(entries, root, true)
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: count }))
  catalog.set(PDFName.of('Outlines'), root)
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'))
}

/** Labels a page with its slide's number, and with the click's if there are several. */
function addLabels(document: PDFDocument, ids: readonly string[], pages: readonly number[]): void {
  const { context, catalog } = document
  const labels = context.obj([])
  if (pages[0]! > 0) {
    labels.push(PDFNumber.of(0))
    labels.push(context.obj({ S: 'r' }))
  }
  ids.forEach((id, index) => {
    const [slide, click] = id.split('-').map(Number)
    const isFirst = ids[index - 1]?.split('-')[0] !== id.split('-')[0]
    const label = isFirst ? String(slide) : `${slide}.${click}`
    labels.push(PDFNumber.of(pages[index]!))
    const entry = context.obj({})
    entry.set(PDFName.of('P'), PDFHexString.fromText(label))
    labels.push(entry)
  })
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: labels }))
}
