import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { demoOf, variantsOf } from '../../../components/live-code/demos'
import { keystrokes } from '../../../components/live-code/typing'
import { talkSlides } from '../../../scripts/notes/slides.mjs'

const folders = readdirSync('snippets', { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)
const files = folders.flatMap(demo => readdirSync(`snippets/${demo}`).filter(name => name.includes('.step-')).map(name => ({ demo, name })))
const stepped = folders.flatMap(demo => variantsOf(demo).filter(({ steps }) => steps.length > 1).map(variant => ({ demo, variant })))

it('each file of a step is one of a variant that leads on from the last', () => {
  expect(files.map(({ demo, name }) => `${demo}/${name}`).sort()).toEqual(
    stepped.flatMap(({ demo, variant }) => variant.steps.slice(1).map((_, i) => `${demo}/${variant.name}.step-${i + 1}.ts`)).sort(),
  )
})

it.each(stepped)('$demo/$variant.name is typed step by step up to the variant itself, each step from any other', ({ variant }) => {
  expect(variant.steps.at(-1)).toBe(variant.source)
  for (const from of [...variant.steps, 'a typo on stage', '']) {
    for (const to of variant.steps)
      expect([...keystrokes(from, to)].at(-1)?.text ?? from).toBe(to)
  }
  variant.steps.slice(1).forEach((step, i) => expect(step).not.toBe(variant.steps[i]))
})

it('where the notes say to type, the slide has steps to type', async () => {
  for (const { no, note, content } of await talkSlides()) {
    if (!/^Type:/m.test(note))
      continue
    const demo = content.match(/<LiveCode\s[^>]*demo="([^"]+)"[^>]*\ssteps\b/)?.[1]
    expect(demo, `slide ${no}`).toBeDefined()
    expect(demoOf(demo!), `slide ${no}`).toBeDefined()
    expect(variantsOf(demo!).some(({ steps }) => steps.length > 1), `slide ${no}`).toBe(true)
  }
})
