/**
 * Every slide and its Python twin, in dark and light: nothing reaches out of it or is cut off, no text is too small, axe
 * has nothing to say against it, and the console is quiet. Thinned out: each slide after its last click, in one of the
 * two looks by turns, and axe, which takes longest, looks at the first one of each layout and at every fourth; with FULL=1
 * all of them in both, at every click.
 */
import process from 'node:process'
import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { warmTest as test } from '../sites/fixtures'
import { Deck } from './deck'
import { inspect, MAIN_PATH, OPTIONAL } from './inspect'

const FULL = process.env.FULL === '1'
/** The slide in sight; the others are there, and hidden. */
const IN_SIGHT = '.slidev-page:not([style*="display: none"])'
/** Of the slides of a layout that it has looked at, axe looks at one of so many. */
const AXE_EVERY = 4
/** Numbers of the slides that hang below the main path: read at home, at smaller sizes. */
const optional = new Set((await talkSlides()).filter(slide => slide.optional).map(({ no }) => no))

for (const [turn, theme] of (['light', 'dark'] as const).entries()) {
  test(`every slide is whole, legible and accessible in ${theme}`, async ({ page, site }) => {
    test.setTimeout(FULL ? 900_000 : 300_000)
    const deck = await Deck.open(page, await site('built'), theme)
    const complaints: string[] = []
    const layouts = new Set<string>()
    let visited = 0
    for await (const no of FULL ? deck.clicks() : deck.slides(no => no % 2 === turn)) {
      const layout = await layoutOf(deck)
      const axe = FULL || visited % AXE_EVERY === 0 || !layouts.has(layout)
      layouts.add(layout)
      visited++
      complaints.push(...await complaintsOf(deck, no, '', axe))
      complaints.push(...await complaintsOfTwin(deck, no))
    }
    expect(complaints).toEqual([])
    expect(visited).toBeGreaterThan(FULL ? 80 : 40)
    expect(layouts.size).toBeGreaterThan(3)
  })
}

/** Its layout. */
async function layoutOf(deck: Deck): Promise<string> {
  const classes = await deck.slide.locator('.slidev-layout').first().getAttribute('class')
  return /deck-[\w-]+/.exec(classes ?? '')![0]
}

async function complaintsOf(deck: Deck, no: number, what: string, axe: boolean): Promise<string[]> {
  const found = [...await inspect(deck.slide, optional.has(no) ? OPTIONAL : MAIN_PATH), ...deck.complaints.splice(0)]
  if (axe) {
    // The frame of the sandbox has nothing to see, and there is no other one.
    const { violations } = await deck.alone(() => new AxeBuilder({ page: deck.page }).include(IN_SIGHT).setLegacyMode(true).analyze())
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ target, failureSummary }) => `axe ${id}: ${target.join(' ')}: ${failureSummary?.split('\n').slice(1).join(' ').trim()}`))
  }
  return found.map(complaint => `slide ${deck.place}${what}: ${complaint}`)
}

async function complaintsOfTwin(deck: Deck, no: number): Promise<string[]> {
  const python = deck.slide.getByRole('button', { name: 'Python', exact: true })
  if (await python.count() === 0)
    return []
  await python.first().click()
  await deck.settled()
  const found = await complaintsOf(deck, no, ', its Python twin', FULL)
  await python.first().click()
  return found
}
