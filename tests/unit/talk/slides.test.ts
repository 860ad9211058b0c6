import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { minutesSoFar, talkSlides } from '../../../scripts/notes/slides.mjs'
import { FIGURES } from '../../../talk/figures/definitions'
import { SKETCHES } from '../../../talk/sketches/sketches'

const slides = await talkSlides()
const main = slides.filter(slide => !slide.optional)

/** Values of an attribute of a component, as slides write it. */
function used(component: string, attribute: string): string[] {
  return slides.flatMap(({ content }) => [...content.matchAll(new RegExp(`<${component}\\b[^>]*\\s${attribute}="([^"]+)"`, 'g'))].map(match => match[1] ?? ''))
}

it('the main path has at most 45 slides', () => {
  expect(main.length).toBeLessThanOrEqual(45)
})

it('the minutes planned in the notes of the main path sum up to at most 40', () => {
  expect(minutesSoFar(slides).at(-1)).toBeLessThanOrEqual(40)
})

it.each(slides)('slide $no has a note that says its minutes', ({ minutes }) => {
  expect(minutes).toBeDefined()
})

it.each(slides)('the note of slide $no says more than its minutes', ({ note }) => {
  expect(note.replace(/^minutes: .*$/m, '').trim().length).toBeGreaterThan(10)
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
