import type { Recording } from '../../../live/content/recording'
import type { Pdf } from './pdf'
import fs from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { plainTitle } from '../../../live/slides/plain-title'
import { textsOf } from '../../../scripts/notes/directives.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { exportFolder, readPdf, root, squeezed } from './pdf'

const folder = await exportFolder()
const slides = await talkSlides()

test.afterAll(() => folder.remove())

test.describe('the exported talk', () => {
  let said: string
  let pdf: Pdf
  let handout: Pdf

  test.beforeAll(async () => {
    test.setTimeout(300_000)
    said = await folder.exportTo('talk.pdf')
    pdf = await readPdf(folder.file('talk.pdf'))
    handout = await readPdf(folder.file('talk-handout.pdf'))
  })

  test('has a page for each slide, with the slide\'s title on it, labelled with its number', () => {
    expect(pdf.pages).toHaveLength(slides.length)
    for (const { no, title } of slides)
      expect(pdf.pages[no - 1], `page ${no}`).toContain(squeezed(plainTitle(title)))
    expect(pdf.labels).toEqual(slides.map(({ no }) => String(no)))
  })

  test('says what it is, and its outline leads to every slide by section', () => {
    expect(pdf.author).toBe('Farhaan Bukhsh')
    expect(pdf.title).toBe('Python Concurrency Patterns: Thread-Based vs. Async-Based Approaches')
    expect(pdf.outline.map(({ title }) => title)).toEqual(slides.flatMap(({ section }) => section ?? []))
    expect(pdf.outline.flatMap(({ items }) => items)).toEqual(slides.map(({ no, title }) => ({ page: no, title: plainTitle(title) || expect.any(String) })))
  })

  test('shows each live block\'s code, its recorded output, where it was recorded, and its timeline as vectors with words', async () => {
    let blocks = 0
    for (const { no, content } of slides) {
      for (const [, attributes] of content.matchAll(/<LiveCode\b([^>]*)>/g)) {
        const demo = /demo="([^"]+)"/.exec(attributes!)![1]!
        const { variant, recording } = await firstRecording(demo, /variant="([^"]+)"/.exec(attributes!)?.[1])
        const told = recording.variants[variant]!.told!
        const page = pdf.pages[no - 1]!
        expect(page, `page ${no}: ${demo}/${variant}`).toContain(squeezed(`Recorded: ${recording.by.version}`))
        // What has no room is counted instead; how a long line ends may be cut off.
        const isQuiet = told.problems.length === 0 && !told.deadlock
        for (const { text } of [told.lines.at(0), isQuiet ? told.lines.at(-1) : undefined].filter(line => line !== undefined))
          expect(page, `page ${no}: ${demo}/${variant}`).toContain(squeezed(text).slice(0, 24))
        const source = await fs.readFile(path.join(root, `snippets/${demo}/${variant}.ts`), 'utf8')
        expect(page, `page ${no}: the last line of ${demo}/${variant}`).toContain(squeezed(source.trimEnd().split('\n').slice(-3).join('')))
        // The axis of the timeline, and its first lane.
        expect(page).toMatch(/\dms/)
        expect(page).toContain('MainThread')
        blocks += 1
      }
    }
    expect(blocks).toBeGreaterThan(10)
  })

  test('has links that lead to the web or to a page of its own, none to the machine that printed it', () => {
    const links = pdf.links.flat()
    expect(links.filter(({ url }) => url && !/^(?:https:|mailto:)/.test(url))).toEqual([])
    expect(links.filter(({ url, page }) => !url && !page)).toEqual([])
  })

  test('reports its progress', () => {
    expect(said).toMatch(new RegExp(`${slides.length} of ${slides.length} pages are ready`))
  })

  test('the handout has each slide with its text for readers', () => {
    const text = handout.pages.join('')
    for (const { no, title, note } of slides) {
      expect(text, `slide ${no}`).toContain(squeezed(plainTitle(title)))
      const [words] = /[A-Z][\w ]{12,40}/.exec(textsOf(note).readers ?? textsOf(note).speaker.replace(/\[[^\]]*\]/g, '')) ?? []
      if (words)
        expect(text, `notes of slide ${no}`).toContain(squeezed(words))
    }
    expect(handout.outline.map(({ title }) => title)).toEqual(pdf.outline.map(({ title }) => title))
  })
})

/** The recording that a live block shows at first. */
async function firstRecording(demo: string, wanted: string | undefined): Promise<{ variant: string, recording: Recording }> {
  const { default: manifest } = await import(`../../../snippets/${demo}/manifest.ts`) as { default: { variants: Record<string, { modes?: string[], typescript?: boolean }>, modes: string[] } }
  const variant = wanted ?? Object.keys(manifest.variants)[0]!
  const mode = (manifest.variants[variant]!.modes ?? manifest.modes)[0]
  const recording = JSON.parse(await fs.readFile(path.join(root, `snippets/${demo}/recordings/deck-${mode}.json`), 'utf8')) as Recording
  return { variant, recording }
}
