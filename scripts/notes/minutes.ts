/**
 * Plans the talk: computes the time of each slide of the main path, writes it into the slides' frontmatter, and prints the
 * totals: `npx tsx scripts/notes/minutes.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { plannedMinutes, planOf } from './plan'
import { talkSlides } from './slides.mjs'

const ROOT = path.join(import.meta.dirname, '../..')

const slides = await talkSlides()
const planned = await Promise.all(slides.filter(({ optional }) => !optional).map(async slide => ({ ...slide, plan: await planOf(slide) })))

for (const file of new Set(slides.map(({ file }) => file))) {
  const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n')
  // From the last slide up, since an added line moves everything below it.
  for (const { line, plan } of planned.filter(slide => slide.file === file).reverse()) {
    const end = lines.indexOf('---', line + 1)
    const at = lines.findIndex((text, i) => i > line && i < end && text.startsWith('minutes: '))
    const minutes = `minutes: ${plannedMinutes(plan)}`
    if (at < 0)
      lines.splice(end, 0, minutes)
    else
      lines[at] = minutes
  }
  writeFileSync(path.join(ROOT, file), lines.join('\n'))

  const own = planned.filter(slide => slide.file === file)
  for (const { no, title, plan } of own)
    console.log(`${String(no).padStart(4)} ${plannedMinutes(plan).toFixed(1)}  ${title.replace(/<[^>]*>/g, ' ').slice(0, 60).padEnd(60)}  ${parts(plan)}`)
  console.log(`${file}: ${slides.filter(slide => slide.file === file).length} slides, ${sum(own.map(({ plan }) => plannedMinutes(plan))).toFixed(1)} minutes\n`)
}
console.log(`${planned.length} slides on the main path, ${sum(planned.map(({ plan }) => plannedMinutes(plan))).toFixed(1)} minutes; ${slides.length - planned.length} optional`)

function parts({ words, keys, runs, results, questions, typing }: Record<'words' | 'keys' | 'runs' | 'results' | 'questions' | 'typing', number>): string {
  return Object.entries({ words, keys, runs, results, questions, typing })
    .filter(([, seconds]) => seconds > 0)
    .map(([what, seconds]) => `${what} ${Math.round(seconds)}`)
    .join(', ')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
