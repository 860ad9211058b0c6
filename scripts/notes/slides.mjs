/** Reads the slides of the talk: frontmatter, note, and planned minutes. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from '@slidev/parser/fs'

const ROOT = path.resolve(fileURLToPath(import.meta.url), '../../..')

/**
 * A slide of the talk.
 *
 * @typedef {object} TalkSlide
 * @property {number} no counted from 1, as in the deck
 * @property {string} file its file in pages/
 * @property {string} title its first heading
 * @property {string | undefined} section the section that starts with it
 * @property {string} content its Markdown, without frontmatter and note
 * @property {string} note the speaker's words and actions, and the text for readers
 * @property {boolean} optional left out of the talk, for self-study
 * @property {number | undefined} minutes planned, from the frontmatter's `minutes: 1.5`
 * @property {number} line the line of its file where its frontmatter starts, counted from 0
 */

/**
 * All slides, in order.
 *
 * @returns {Promise<TalkSlide[]>} the slides
 */
export async function talkSlides() {
  const data = await load({ userRoot: ROOT, roots: [ROOT] }, path.join(ROOT, 'slides.md'))
  return data.slides.map((slide, index) => ({
    no: index + 1,
    file: path.relative(ROOT, slide.source.filepath),
    title: slide.title ?? '',
    section: slide.frontmatter.section,
    content: slide.content,
    note: slide.note ?? '',
    optional: slide.frontmatter.optional === true,
    minutes: slide.frontmatter.minutes,
    line: slide.source.start,
  }))
}

/**
 * Minutes used at the end of each slide of the main path.
 *
 * @param {TalkSlide[]} slides all slides
 * @returns {number[]} for each slide; an optional one takes none
 */
export function minutesSoFar(slides) {
  let sum = 0
  return slides.map(({ optional, minutes = 0 }) => {
    sum += optional ? 0 : minutes
    return Math.round(sum * 10) / 10
  })
}
