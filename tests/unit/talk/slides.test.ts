import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { filesOf } from '../../../live/content/manifest'
import { textsOf } from '../../../scripts/notes/directives.mjs'
import { plannedMinutes, planOf } from '../../../scripts/notes/plan'
import { minutesSoFar, talkSlides } from '../../../scripts/notes/slides.mjs'
import { FIGURES } from '../../../talk/figures/definitions'
import { SKETCHES } from '../../../talk/sketches/sketches'

const slides = await talkSlides()
const main = slides.filter(slide => !slide.optional)

/** Values of an attribute of a component, as slides write it. */
function used(component: string, attribute: string): string[] {
  return slides.flatMap(({ content }) => [...content.matchAll(new RegExp(`<${component}\\b[^>]*\\s${attribute}="([^"]+)"`, 'g'))].map(match => match[1] ?? ''))
}

it('the main path has at most 40 slides', () => {
  expect(main.length).toBeLessThanOrEqual(40)
})

it('leaves four of its forty minutes to spare', () => {
  expect(minutesSoFar(slides).at(-1)).toBeLessThanOrEqual(36)
})

it.each(main)('the minutes of slide $no are what its note and its runs take (else run `npx tsx scripts/notes/minutes.ts`)', async (slide) => {
  expect(slide.minutes).toBe(plannedMinutes(await planOf(slide)))
})

it('an optional slide plans no minutes', () => {
  expect(slides.filter(({ optional, minutes }) => optional && minutes !== undefined).map(({ no }) => no)).toEqual([])
})

it.each(slides)('the speaker has something to say on slide $no', ({ note }) => {
  expect(textsOf(note).speaker.length).toBeGreaterThan(10)
})

it.each(main)('readers get a text of their own on slide $no, without what is done on stage', ({ note }) => {
  const { readers } = textsOf(note)
  expect(readers?.length).toBeGreaterThan(40)
  expect(readers).not.toMatch(/\[(?:run|step|ask|click|python|tab)/)
})

it('the three questions stand on a slide within two minutes', () => {
  const questions = slides.findIndex(({ content }) => content.includes('<ThreeQuestions />'))
  expect(minutesSoFar(slides)[questions - 1]).toBeLessThanOrEqual(2)
})

it('each section opens with the three questions along its top, but the first one and the one that answers them', () => {
  const openings = slides.filter(({ section, optional }) => section !== undefined && !optional)
  expect(openings.length).toBeGreaterThan(10)
  expect(openings.filter(({ content }) => !content.includes('<Signpost')).map(({ section }) => section)).toEqual(['Opening', 'Choosing'])
})

it('at least three demos of the main path are shown in Python first', () => {
  const first = main.filter(({ content }) => /<LiveCode [^>]*\spython\s/.test(content))
  expect(first.length).toBeGreaterThanOrEqual(3)
})

const marked = slides.flatMap(({ no, content }) => [...content.matchAll(/<LiveCode demo="([^"]+)" variant="([^"]+)"([^>]*\smark="([^"]+)"[^>]*)>/g)]
  .map(([, demo = '', variant = '', rest = '', mark = '']) => ({ no, demo, variant, mark, python: /\spython\s/.test(rest) })))

it.each(marked)('slide $no marks lines of $demo that say something: $mark', ({ demo, variant, mark, python }) => {
  const { typescript, python: twin } = filesOf(variant)
  const lines = readFileSync(`snippets/${demo}/${python ? twin : typescript}`, 'utf8').split('\n')
  for (const range of mark.split(',')) {
    const [first = 0, last = first] = range.split('-').map(Number)
    for (const line of [first, last])
      expect(lines[line - 1], `line ${line}`).toMatch(/[\w{}]/)
  }
})

it('slides.md has nothing to scroll past: each section is a file in pages/', () => {
  const text = readFileSync('slides.md', 'utf8')
  expect([...text.matchAll(/^src: (.*)$/gm)].map(match => match[1])).toEqual([...new Set(slides.map(slide => `./${slide.file}`))])
  expect(text).not.toMatch(/^#/m)
})

it('each live demo on a slide has a manifest and the variant that is shown first', () => {
  const demos = used('LiveCode', 'demo')
  const variants = used('LiveCode', 'variant')
  expect(demos.length).toBeGreaterThan(0)
  demos.forEach((demo, index) => {
    expect(existsSync(`snippets/${demo}/manifest.ts`), demo).toBe(true)
    expect(existsSync(`snippets/${demo}/${variants[index]}.ts`), `${demo}/${variants[index]}`).toBe(true)
  })
})

it('each comparison on a slide has a manifest and at least two variants to compare', () => {
  const demos = used('SideBySide', 'demo')
  expect(demos).toEqual(expect.arrayContaining(['downloads', 'gil-cpu']))
  for (const demo of demos)
    expect(readdirSync(`snippets/${demo}`).filter(file => file.endsWith('.ts') && file !== 'manifest.ts').length, demo).toBeGreaterThan(1)
})

it('each figure and each sketch on a slide is defined', () => {
  expect(Object.keys(FIGURES)).toEqual(expect.arrayContaining(used('Figure', 'name')))
  expect(Object.keys(SKETCHES)).toEqual(expect.arrayContaining(used('Sketch', 'name')))
})
