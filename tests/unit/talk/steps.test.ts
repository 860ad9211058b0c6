import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { stepFile } from '../../../live/content/manifest'
import { demoOf, variantsOf } from '../../../live/demos/demos'
import { twinsOf } from '../../../live/demos/twins'
import { keystrokes } from '../../../live/demos/typing'
import { directivesOf } from '../../../scripts/notes/directives.mjs'
import { talkSlides } from '../../../scripts/notes/slides.mjs'
import { describeWithPython, python } from '../with-python'

const folders = readdirSync('snippets', { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)
const files = folders.flatMap(demo => readdirSync(`snippets/${demo}`).filter(name => name.includes('.step-')).map(name => `${demo}/${name}`))
const variants = folders.flatMap(demo => variantsOf(demo).map(variant => ({ variant, twin: twinsOf(demo, variant.name)[0] })))
const stepped = variants.flatMap(({ variant, twin }) => [variant, ...twin ? [twin] : []]).filter(({ steps }) => steps.length > 1)

it('each file of a step is one of a variant, or of a twin, that leads on from the last', () => {
  expect(files.sort()).toEqual(
    stepped.flatMap(({ file, steps }) => steps.slice(1).map((_, i) => stepFile(file, i + 1))).sort(),
  )
})

it.each(stepped)('$file is typed step by step up to the whole, each step from any other', ({ source, steps }) => {
  expect(steps.at(-1)).toBe(source)
  for (const from of [...steps, 'a typo on stage', '']) {
    for (const to of steps)
      expect([...keystrokes(from, to)].at(-1)?.text ?? from).toBe(to)
  }
  steps.slice(1).forEach((step, i) => expect(step).not.toBe(steps[i]))
})

it('a twin is typed in as many steps as its variant', () => {
  for (const { variant, twin } of variants)
    expect(twin?.steps.length ?? variant.steps.length, variant.file).toBe(variant.steps.length)
})

describeWithPython('steps', () => {
  it.each(files.filter(file => file.endsWith('.py')))('%s is whole Python', (file) => {
    expect(() => execFileSync(python.command, ['-c', 'import ast, sys; ast.parse(open(sys.argv[1]).read())', `snippets/${file}`])).not.toThrow()
  })
})

it('where the notes say to type a step, the slide has steps to type', async () => {
  const typed = (await talkSlides()).filter(({ note }) => directivesOf(note).some(directive => directive.do === 'step'))
  expect(typed.length).toBeGreaterThan(0)
  for (const { no, content } of typed) {
    const demo = content.match(/<LiveCode\s[^>]*demo="([^"]+)"[^>]*\ssteps\b/)?.[1]
    expect(demo, `slide ${no}`).toBeDefined()
    expect(demoOf(demo!), `slide ${no}`).toBeDefined()
    expect(variantsOf(demo!).some(({ steps }) => steps.length > 1), `slide ${no}`).toBe(true)
  }
})
