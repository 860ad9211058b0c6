import { expect, it } from 'vitest'
import { linesWithRoom } from '../../../live/live-code/recorded/lines-with-room'

const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`)

it('on paper all lines are shown where there is room', () => {
  expect(linesWithRoom(lines, 10)).toEqual(lines)
  expect(linesWithRoom([], 0)).toEqual([])
})

it('else the first and the last ones, with the number of those between', () => {
  expect(linesWithRoom(lines, 6)).toEqual(['line 0', 'line 1', 'line 2', 5, 'line 8', 'line 9'])
  expect(linesWithRoom(lines, 3)).toEqual(['line 0', 8, 'line 9'])
})

it.each([0, 1, 2, 3, 4, 9])('never more rows than there is room for, and no line is left out uncounted (room for %i)', (room) => {
  const shown = linesWithRoom(lines, room)
  expect(shown.length).toBeLessThanOrEqual(Math.max(1, room))
  const left = shown.find(item => typeof item === 'number') ?? 0
  expect(shown.filter(item => typeof item === 'string').length + Number(left)).toBe(lines.length)
})
