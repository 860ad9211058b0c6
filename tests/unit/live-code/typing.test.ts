import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changedLines, keystrokes, type } from '../../../live/demos/typing'

const text = fc.array(fc.stringMatching(/^[ab {}]{0,6}$/), { minLength: 1, maxLength: 8 }).map(lines => lines.join('\n'))

describe('typing a step', () => {
  it('ends in exactly the next text, whatever the text was', () => {
    fc.assert(fc.property(text, text, (from, to) => {
      expect([...keystrokes(from, to)].at(-1)?.text ?? from).toBe(to)
    }))
  })

  it('leaves the cursor inside the text at each keystroke', () => {
    fc.assert(fc.property(text, text, (from, to) => {
      for (const { text: shown, line, column } of keystrokes(from, to)) {
        const lines = shown.split('\n')
        expect(line).toBeLessThanOrEqual(lines.length)
        expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
      }
    }))
  })

  it('touches only what differs, letter by letter, and indents at once', () => {
    expect(Array.from(keystrokes('a\nfoo(1)\nz', 'a\nfoo(12)\n  b\nz'), stroke => stroke.text)).toEqual([
      'a\nfoo(1)\nz',
      'a\nfoo(12)\nz',
      'a\nfoo(12)\n  \nz',
      'a\nfoo(12)\n  b\nz',
    ])
  })

  it('is over at once when hurried', async () => {
    const hurry = new AbortController()
    const shown: string[] = []
    const typed = type({
      from: '',
      to: 'some letters\nand more',
      pace: 'letters',
      hurry: hurry.signal,
      show({ text: now }) {
        shown.push(now)
        if (shown.length === 3)
          hurry.abort()
        return true
      },
    })
    expect(await typed).toBe(true)
    expect(shown).toHaveLength(4)
    expect(shown.at(-1)).toBe('some letters\nand more')
  })

  it('stops when the person begins to type', async () => {
    let count = 0
    expect(await type({ from: '', to: 'abc', pace: 'letters', hurry: new AbortController().signal, show: () => ++count < 2 })).toBe(false)
    expect(count).toBe(2)
  })
})

it('the lines that a step has changed are those that the step before did not have', () => {
  expect(changedLines('a\nb\nc', 'a\nB\nc\nd')).toEqual([2, 4])
  expect(changedLines('a\nb', 'a')).toEqual([])
})
