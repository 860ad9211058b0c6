import { expect, it } from 'vitest'
import { READABLE } from '../../../live/live-code/recorded/fit-code'
import { PAGE_WIDTH, SLIDE_WIDTH, TEXT_WIDTH } from '../../../live/print/paper'

/** Points in a CSS pixel. */
const POINTS = 72 / 96

it('code that has the least size of a slide\'s page has 7 pt in the handout, and the slide is within the margins of A4', () => {
  expect(READABLE * PAGE_WIDTH / SLIDE_WIDTH * POINTS).toBeGreaterThanOrEqual(7)
  expect(PAGE_WIDTH).toBeLessThanOrEqual((210 - 2 * 3.8) / 25.4 * 96)
  expect(TEXT_WIDTH).toBeLessThan(PAGE_WIDTH)
})
