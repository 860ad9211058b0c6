/**
 * Writes the talk's outline, with slide numbers, into the README's table: `node scripts/notes/outline.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { talkSlides } from './slides.mjs'

const README = path.resolve(fileURLToPath(import.meta.url), '../../../README.md')
const BEGIN = '<!-- outline: node scripts/notes/outline.mjs -->'
const END = '<!-- /outline -->'

/** The subject of each file in pages/, in the words of the talk's outline. */
const SECTIONS = new Map([
  ['01-opening', 'Opening: the speaker, the question of the talk'],
  ['02-why', 'Why concurrency: many tasks, one machine; CPU-bound and I/O-bound'],
  ['03-threads', 'Threads: the threading module, from `Thread` to `ThreadPoolExecutor`'],
  ['04-shared-state', 'Shared state and locking: races, locks, deadlock, conditions, queues'],
  ['05-gil', 'The GIL: what it is, what it costs, and Python without it'],
  ['06-async', 'Asynchronous programming: synchronous and asynchronous, cooperative and preemptive'],
  ['07-asyncio', 'asyncio: event loop, coroutines, tasks, groups, timeouts, cancellation'],
  ['08-non-blocking-io', 'Non-blocking I/O: what the operating system does for the loop, back-pressure'],
  ['09-benefits', 'Benefits: scalability, responsiveness, resource use'],
  ['10-hybrids', 'Hybrids: threads and processes beside a loop, threads in front of one'],
  ['11-debugging', 'Debugging and profiling'],
  ['12-readability', 'Readability: before and after'],
  ['13-choosing', 'Choosing: scenarios, a decision chart, trade-offs, pitfalls, takeaways'],
  ['14-appendix', 'Appendix for self-study'],
])

/**
 * Formats numbers as ranges: `3–5, 8`.
 *
 * @param {number[]} numbers in ascending order
 * @returns {string} the ranges
 */
function ranges(numbers) {
  /** @type {[number, number][]} */
  const found = []
  for (const number of numbers) {
    const last = found.at(-1)
    if (last?.[1] === number - 1)
      last[1] = number
    else
      found.push([number, number])
  }
  return found.map(([from, to]) => from === to ? `${from}` : `${from}–${to}`).join(', ') || '–'
}

/**
 * Updates the table in a README.
 *
 * @param {string} readme its text
 * @returns {Promise<string>} the updated text
 * @throws Error when the marks around the table are missing, or a file in pages/ is not in the outline
 */
export async function withOutline(readme) {
  const slides = await talkSlides()
  const files = [...new Set(slides.map(({ file }) => file))]
  const rows = files.map((file, index) => {
    const about = SECTIONS.get(path.basename(file, '.md'))
    if (!about)
      throw new Error(`${file} is not in the outline`)
    const own = slides.filter(slide => slide.file === file)
    const shown = own.flatMap(({ content }) => [...content.matchAll(/<(?:LiveCode|SideBySide)\b[^>]*\sdemo="([^"]+)"/g)].map(match => `\`${match[1]}\``))
    const demos = [...new Set(shown)]
    const numbers = (/** @type {boolean} */ optional) => ranges(own.filter(slide => slide.optional === optional).map(({ no }) => no))
    return `| ${index + 1} | ${about} | ${numbers(false)} | ${numbers(true)} | ${demos.join(', ') || '–'} |`
  })
  const table = ['| | part | slides | optional | live demos |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)]
  if (begin < 0 || end < begin)
    throw new Error(`README.md has no table between ${BEGIN} and ${END}`)
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(README, await withOutline(readFileSync(README, 'utf8')))
