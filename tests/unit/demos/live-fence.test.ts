import type { Language } from '../../../live/languages/language'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { bareDemo } from '../../../live/demos/bare-demo'
import { variantsOf } from '../../../live/demos/demos'
import { liveFence } from '../../../live/demos/live-fence'
import { missingDemo } from '../../../live/demos/missing-demo'
import { writtenDemo } from '../../../live/demos/written-demo'
import { python } from '../../../live/languages/python'
import { typescript } from '../../../live/languages/typescript'

describe('a fenced block', () => {
  it('that is marked live becomes a component, whatever its code holds', () => {
    const code = 'print("<b> & `{{ x }}` 🧵")\n'
    expect(liveFence('py {live}', code)).toBe(`<LiveBlock lang="py" code="${Buffer.from(code).toString('base64')}" />`)
  })

  it('may have options, which Vue binds', () => {
    expect(liveFence('ts {live} { mode: \'free\', mark: "3" }', '')).toBe('<LiveBlock lang="ts" code="" v-bind="{ mode: \'free\', mark: &quot;3&quot; }" />')
  })

  it.each(['py', 'ts {monaco-run}', 'ts {1,3}', 'mermaid {scale: 1}', ''])('that is not stays as it is: %s', (info) => {
    expect(liveFence(info, '')).toBeUndefined()
  })

  it('in another language says which can be run', () => {
    expect(() => liveFence('rust {live}', '')).toThrow('```rust {live}: live code is written in ts, typescript, py, python, not in rust')
  })

  it.each([
    ['py {live, height: \'300px\'}', 'live code begins as'],
    ['py {live} [hello.py]', 'live code begins as'],
    ['py {live} { heigth: \'300px\' }', 'there is no option heigth; there are mode, height, mark, lanes, steps'],
    ['py {live} { constructor: 1 }', 'there is no option constructor'],
    ['py {live} { ...more }', 'there is no option …'],
    ['ts {live} { mode: \'freee\' }', 'mode is \'gil\' or \'free\', not \'freee\''],
    ['ts {live} { height: 300 }', 'height is string, not 300'],
    ['ts {live} { steps: \'true\' }', 'steps is boolean, not \'true\''],
    ['ts {live} { mark: 3 } { lanes: 2 }', 'its options stand in one pair of braces'],
    ['ts {live} { mark: }', 'its options can\'t be read'],
  ])('that says something else is not shown as if it were still: %s', (info, problem) => {
    expect(() => liveFence(info, '')).toThrow(problem)
  })

  it.each(['{ mark: \'3, 5-7\', lanes: 4, steps: true }', '{ "height": \'calc(100% - 2rem)\' }', '{ height: tall }', '{}'])('takes these options: %s', (options) => {
    expect(liveFence(`ts {live} ${options}`, '')).toContain('v-bind')
  })
})

describe('a program on a slide', () => {
  it('is a demo of its own, found by its text', () => {
    const name = writtenDemo({ lang: 'py', steps: ['import asyncio\n', 'import asyncio\nprint(1)\n'] })
    expect(writtenDemo({ lang: 'py', steps: ['import asyncio\n', 'import asyncio\nprint(1)\n'] })).toBe(name)
    expect(writtenDemo({ lang: 'py', steps: ['print(2)'] })).not.toBe(name)
    expect(variantsOf(name)).toMatchObject([{ file: `${name}/main.py`, language: { id: 'python' }, variant: { accent: 'asyncio' }, steps: ['import asyncio', 'import asyncio\nprint(1)'], modes: ['gil', 'free'] }])
  })

  it('in TypeScript begins in the mode that the slide says', () => {
    expect(variantsOf(writtenDemo({ lang: 'ts', steps: ['export function main() {}'], mode: 'free' }))).toMatchObject([{ language: { id: 'typescript' }, modes: ['free', 'gil'] }])
  })
})

describe('a folder without a manifest', () => {
  const languages: Language[] = [
    { ...typescript, texts: { '/snippets/mine/two-threads.ts': '', '/snippets/mine/two-threads.step-1.ts': '', '/snippets/other/a.ts': '' } },
    { ...python, texts: { '/snippets/mine/two-threads.py': '', '/snippets/mine/with_asyncio.py': 'import asyncio', '/snippets/mine/only.py': '' } },
  ]

  it('is a demo of its files', () => {
    expect(bareDemo('mine', languages)).toEqual({
      title: 'mine',
      shows: '',
      modes: ['gil', 'free'],
      variants: { 'two-threads': { title: 'two threads', accent: 'threads' }, 'asyncio': { title: 'asyncio', accent: 'asyncio' }, 'only': { title: 'only', accent: 'threads' } },
    })
  })

  it('without files is none', () => {
    expect(bareDemo('nothing', languages)).toBeUndefined()
  })
})

describe('a block without code says why', () => {
  it('its folder has no programs', () => {
    expect(missingDemo('nothing', undefined)).toBe('There is no demo “nothing”: the folder snippets/nothing/ has no program, a file in .ts or .py.')
  })

  it('its tabs are of no variant', () => {
    expect(missingDemo('lost-update', 'none, of, these')).toMatch(/^“lost-update” has no variants none, of, these; it has threads/)
  })
})
