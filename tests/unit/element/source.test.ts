import { expect, it } from 'vitest'
import { dedented } from '../../../element/source'

it('a program loses what the layout of its page has added, and nothing else', () => {
  expect(dedented('\n    if x:\n        y()\n\n    z()\n  ')).toBe('if x:\n    y()\n\nz()')
  expect(dedented('a\n  b')).toBe('a\n  b')
  expect(dedented('\r\n\tif x:\r\n\t\ty()\r\n')).toBe('if x:\n\ty()')
})

it('lines that begin with different blanks share only what is the same in all of them', () => {
  expect(dedented('  \ta\n   b')).toBe('\ta\n b')
})

it('a blank page is an empty program', () => {
  expect(dedented('\n  \n')).toBe('')
})
