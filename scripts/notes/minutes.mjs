/**
 * Writes the minutes so far into the notes, after the minutes planned: `node scripts/notes/minutes.mjs`.
 * Prints a line for each section.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { minutesSoFar, slideNumbers, talkSlides } from './slides.mjs'

const slides = await talkSlides()
const sums = minutesSoFar(slides)

for (const [file, numbers] of await slideNumbers()) {
  const own = slides.filter(slide => slide.file === file)
  let next = 0
  const text = readFileSync(file, 'utf8').replace(/^(minutes: [\d.]+)\n(?:so far: [\d.]+\n)?/gm, (_, line) => {
    const no = numbers[next++]
    return no === undefined ? `${line}\n` : `${line}\nso far: ${sums[no - 1]}\n`
  })
  if (next !== numbers.length)
    throw new Error(`${file} has ${numbers.length} slides and ${next} notes with minutes`)
  writeFileSync(file, text)
  const minutes = own.reduce((sum, { optional, minutes: planned = 0 }) => sum + (optional ? 0 : planned), 0)
  console.log(`${file}: ${own.length} slides, ${minutes} minutes, ${sums[(own.at(-1)?.no ?? 0) - 1]} so far`)
}
console.log(`${slides.filter(slide => !slide.optional).length} slides on the main path, ${sums.at(-1)} minutes; ${slides.filter(slide => slide.optional).length} optional`)
