/** Prints the minutes that the notes plan, for each section and so far: `node scripts/notes/minutes.mjs`. */
import { minutesSoFar, talkSlides } from './slides.mjs'

const slides = await talkSlides()
const sums = minutesSoFar(slides)

for (const file of new Set(slides.map(({ file }) => file))) {
  const own = slides.filter(slide => slide.file === file)
  const minutes = own.reduce((sum, { optional, minutes: planned = 0 }) => sum + (optional ? 0 : planned), 0)
  console.log(`${file}: ${own.length} slides, ${minutes} minutes, ${sums[(own.at(-1)?.no ?? 0) - 1]} so far`)
}
console.log(`${slides.filter(slide => !slide.optional).length} slides on the main path, ${sums.at(-1)} minutes; ${slides.filter(slide => slide.optional).length} optional`)
