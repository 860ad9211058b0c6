import type { OutputLine } from '../../../engine/protocol/run'
import { expect, it } from 'vitest'
import { UnfinishedLines, write } from '../../../engine/host/unfinished-lines'
import { Printed, printed } from '../../../engine/insight'
import { TextKind } from '../../../engine/protocol/text'

function line(text: string, more: Partial<OutputLine> = {}): OutputLine {
  return { stream: 'stdout', text, thread: 'MainThread', lane: 1, time: 0, ...more }
}

it('a line that had no end gives its place and its time to what it has become', () => {
  const lines = printed([
    line('first'),
    line('.', { unfinished: true, time: 1 }),
    line('between', { lane: 2 }),
    line('an error', { stream: 'stderr', unfinished: true }),
    line('..', { unfinished: true, time: 2 }),
    line('.. done', { time: 3 }),
    line('next'),
  ])
  expect(lines.map(({ text, time }) => [text, time])).toEqual([['first', 0], ['.. done', 1], ['between', 0], ['an error', 0], ['next', 0]])
})

it('the place of a line without an end is kept when earlier lines are let go', () => {
  const all = new Printed()
  for (const each of [line('a'), line('b'), line('.', { unfinished: true })])
    all.add(each)
  all.drop(2)
  all.add(line('. done'))
  expect(all.lines.map(({ text }) => text)).toEqual(['. done'])
  all.add(line('x', { unfinished: true }))
  all.drop(2)
  all.add(line('xy'))
  expect(all.lines.map(({ text }) => text)).toEqual(['xy'])
})

it('text is written as on a terminal: a carriage return goes back to the beginning of the line', () => {
  const shown = (...pieces: string[]) => pieces.reduce(write, { text: '', column: 0, cut: 0 })
  expect(shown('10%', '\r20%')).toEqual({ text: '20%', column: 3, cut: 0 })
  expect(shown('100%\r', '5')).toEqual({ text: '500%', column: 1, cut: 0 })
  expect(shown('abcdef\rab', 'X')).toEqual({ text: 'abXdef', column: 3, cut: 0 })
  expect(shown('a\r\r')).toEqual({ text: 'a', column: 0, cut: 0 })
})

it('pieces of one stream and lane are one line, whatever comes between', () => {
  const lines = new UnfinishedLines()
  expect(lines.add(TextKind.StdoutPiece, 1, '.')).toEqual({ stream: 'stdout', text: '.', unfinished: true })
  expect(lines.add(TextKind.StderrPiece, 1, 'e')).toEqual({ stream: 'stderr', text: 'e', unfinished: true })
  expect(lines.add(TextKind.Stdout, 2, 'other')).toEqual({ stream: 'stdout', text: 'other' })
  expect(lines.add(TextKind.Stdout, 1, ' done')).toEqual({ stream: 'stdout', text: '. done' })
  expect(lines.add(TextKind.Stdout, 1, '1\r2')).toEqual({ stream: 'stdout', text: '2' })
})
