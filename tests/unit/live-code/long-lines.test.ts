import type * as Monaco from 'monaco-editor'
import fc from 'fast-check'
import { createHighlighter } from 'shiki'
import { describe, expect, it, vi } from 'vitest'
import { highlight } from '../../../live/highlight/highlight'
import { LONG_LINE, sparingLongLines } from '../../../live/highlight/long-lines'
import { pieces } from '../../../live/highlight/tokens'

/** The texts that the highlighter was given. */
const asked = vi.hoisted<string[]>(() => [])

vi.mock('@slidev/client/setup/shiki.ts', () => {
  const highlighter = createHighlighter({ themes: ['github-light', 'nord'], langs: ['typescript', 'python'] })
  return {
    default: async () => ({
      defaultHighlightOptions: { themes: { light: 'github-light', dark: 'nord' }, defaultColor: false },
      shorthands: {
        async codeToTokens(code: string, options: Parameters<Awaited<typeof highlighter>['codeToTokens']>[1]) {
          asked.push(code)
          return (await highlighter).codeToTokens(code, options)
        },
      },
    }),
  }
})

const textOf = (lines: Awaited<ReturnType<typeof highlight>>) => lines.map(line => line.map(({ content }) => content).join('')).join('\n')

describe.each(['typescript', 'python'])('in %s', (lang) => {
  it.each(['x', 'a+', '(', '"', '\\', '/*', '{[', 'é '])('a line of 200,000 letters of %j is one piece without colours', async (letters) => {
    const code = `first = 1\n${letters.repeat(200_000 / letters.length)}\nlast = 2`
    const lines = await highlight(code, lang, () => true)
    expect(lines[1]).toHaveLength(1)
    expect(lines[0]!.length).toBeGreaterThan(1)
    expect(textOf(lines)).toBe(code)
  })

  it('a long text gets the colours that it would get in one piece', async () => {
    const block = lang === 'typescript' ? '/* a comment\nover lines */ const a = 1 + f("text")\n' : '"""a text\nover lines""" + f"{a}"\n'
    const code = block.repeat(400)
    const whole = await highlight(block, lang, () => true)
    const lines = await highlight(code, lang, () => true)
    expect(textOf(lines)).toBe(code)
    for (let at = 0; at + 2 < lines.length; at += 2)
      expect(lines.slice(at, at + 2)).toEqual(whole.slice(0, 2))
  })
})

it('many lines that each are worth a while are done in pieces, and only while they are wanted', async () => {
  const code = Array.from({ length: 100 }).fill('x'.repeat(LONG_LINE - 1)).join('\n')
  asked.length = 0
  expect(textOf(await highlight(code, 'typescript', () => asked.length < 3))).toBe(code)
  expect(asked).toHaveLength(3)
  expect(Math.max(...asked.map(piece => piece.length))).toBeLessThan(2 * LONG_LINE)
})

it('a text is the sum of its pieces, whatever it is', () => {
  fc.assert(fc.property(fc.array(fc.string({ maxLength: 700, unit: 'binary' }).map(line => line.repeat(3))), (lines) => {
    const code = lines.join('\n')
    expect([...pieces(code)].join('\n')).toBe(code)
  }))
})

it('the editor colours no long line, and keeps its place in the grammar', () => {
  const tokenized: string[] = []
  const state: Monaco.languages.IState = { clone: () => state, equals: () => true }
  const provider: Monaco.languages.TokensProvider = sparingLongLines({
    getInitialState: () => state,
    tokenize(line) {
      tokenized.push(line)
      return { tokens: [{ startIndex: 0, scopes: 'a' }], endState: state }
    },
  })
  expect(provider.getInitialState()).toBe(state)
  expect(provider.tokenize('short', state).tokens[0]!.scopes).toBe('a')
  expect(provider.tokenize('x'.repeat(200_000), state)).toEqual({ tokens: [{ startIndex: 0, scopes: '' }], endState: state })
  expect(tokenized).toEqual(['short'])
})
