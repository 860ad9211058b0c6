import { talkSlides } from '../notes/slides.mjs'
import { UsageError } from '../setup/arguments.mjs'

/**
 * Checks that the talk has all slides of a range.
 *
 * @param {string} range as `3-5,8`
 * @throws {UsageError} that names the first missing slide
 */
export async function checkRange(range) {
  const { length } = await talkSlides()
  const missing = range.split(/[,-]/).map(Number).find(no => no < 1 || no > length)
  if (missing !== undefined)
    throw new UsageError(`there is no slide ${missing}: the talk has slides 1 to ${length}`)
}
