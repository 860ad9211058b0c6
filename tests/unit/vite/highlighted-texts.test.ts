import type { Highlighter } from 'shiki'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createHighlighter } from 'shiki'
import python from 'shiki/langs/python.mjs'
import typescript from 'shiki/langs/typescript.mjs'
import folders from 'virtual:highlighted-texts'
import { build } from 'vite'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { knownTokens } from '../../../live/highlight/highlighted-texts'
import { dark, light } from '../../../live/highlight/theme'
import { tokenize } from '../../../live/highlight/tokens'
import { withWords } from '../../../live/highlight/words'
import { highlightedTexts } from '../../../scripts/vite/highlighted-texts'

/** Every text that a block of live code may show unedited: variants, steps, twins, starts and solutions of exercises. */
const texts = Object.entries(import.meta.glob<string>(['../../../snippets/*/*.{ts,py}', '!../../../snippets/*/manifest.ts', '!../../../snippets/*/web.py', '../../../exercises/*/{start,solution}.{ts,py}'], { eager: true, import: 'default', query: '?raw' }))
  .map(([path, text]) => ({ file: path.replace(/^(?:\.\.\/)+(?:snippets\/)?/, ''), source: text.trimEnd() }))

const themes = { light, dark }
let highlighter: Highlighter

beforeAll(async () => {
  highlighter = await createHighlighter({ themes: [light, dark], langs: [...typescript, ...python].map(withWords) })
})

describe('the tokens that were found with the deck are those of Shiki, with the regular expressions that it was made for', () => {
  it.each(texts)('$file', async ({ file, source }) => {
    const tokens = await tokenize(source, (piece, options) => highlighter.codeToTokens(piece, { ...options, themes, defaultColor: false, lang: file.endsWith('.py') ? 'python' : 'typescript' }))
    expect(await knownTokens(source, file)).toEqual(tokens)
  })
})

it('there are tokens of nothing else, and none of a text that was edited', async () => {
  const known = (await Promise.all(Object.values(folders).map(load => load()))).flatMap(({ default: all }) => all.texts)
  expect(known.map(({ source }) => source).toSorted()).toEqual(texts.map(({ source }) => source).toSorted())
  expect(await knownTokens(`${texts[0]!.source}\n// edited`, texts[0]!.file)).toBeUndefined()
  expect(await knownTokens('a text', 'no-such-demo/threads.ts')).toBeUndefined()
})

it('another deck’s texts get the colours of that deck, in the browser', async () => {
  const root = await fs.realpath(await fs.mkdtemp(path.join(os.tmpdir(), 'deck-')))
  onTestFinished(() => fs.rm(root, { recursive: true }))
  await fs.mkdir(path.join(root, 'snippets/mine'), { recursive: true })
  await fs.writeFile(path.join(root, 'snippets/mine/threads.py'), 'print("in other colours")\n')
  await fs.writeFile(path.join(root, 'index.html'), '<script type="module" src="./main.js"></script>')
  await fs.writeFile(path.join(root, 'main.js'), 'import folders from \'virtual:highlighted-texts\'\ndocument.title = Object.keys(folders).join() || \'no folders\'\n')
  const { output } = await build({ root, configFile: false, logLevel: 'silent', build: { write: false }, plugins: [highlightedTexts()] }) as { output: readonly { fileName: string, code?: string }[] }
  const code = output.map(file => file.code ?? '').join('')
  expect(code).toContain('no folders')
  expect(code).not.toContain('mine')
})
