import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { tooDeep } from '../../../engine/compile/nesting'
import { NESTED } from './nested'

describe('a source that goes too deep for a parser is refused before one reads it', () => {
  it.each(Object.entries(NESTED))('%s', (_, nested) => {
    expect(tooDeep(`export function main() {\n  ${nested(5000)}\n}`)).toMatchObject({
      type: expect.stringMatching(/^(?:IndentationError|SyntaxError|RecursionError)$/),
      message: expect.stringMatching(/^(?:too many levels of indentation|too many nested parentheses|maximum recursion depth exceeded during compilation)$/),
    })
    expect(tooDeep(`export function main() {\n  ${nested(40)}\n}`)).toBeUndefined()
  })

  it('with the line where it got so deep', () => {
    expect(tooDeep(`let a = 1\n${'if (a) {\n'.repeat(1500)}`)).toEqual({ type: 'IndentationError', message: 'too many levels of indentation', line: 202, column: 1 })
  })
})

describe('one that is only long is not', () => {
  it.each([
    ['statements without semicolons', 'a = b\nc = f(a)\n'.repeat(3000)],
    ['functions', 'function f() { return a }\n'.repeat(3000)],
    ['a list', `x = [${'a + 1, '.repeat(3000)}]`],
    ['an object over many lines', `x = {${'\n  a: f(b),\n  m() {},'.repeat(3000)} }`],
    ['a class', `class A {${'\n  @d m() { return this.x }\n  x: number\n  y = 1'.repeat(3000)} }`],
    ['an interface', `interface A {${'\n  m(): B\n  x: number[]'.repeat(3000)} }`],
    ['cases', `switch (a) {${'\n case 1: f()\n  break'.repeat(3000)} }`],
    ['loops', 'for (const x of xs) {\n  if (x) break\n  else f(x)\n}\n'.repeat(3000)],
    ['a type with many members', `type A = ${Array.from({ length: 100 }, (_, index) => `'a${index}'`).join(' | ')}`],
    ['brackets in strings, comments and regular expressions', 'x = "((((" + \'{{{{\' // [[[[\n/* (((( */ y = /[[({/]\\/((((/g.test(`((({{{`)\n'.repeat(500)],
    ['a line of quotes left open', 'x = \'((((\n'.repeat(500)],
  ])('%s', (_, source) => {
    expect(tooDeep(source)).toBeUndefined()
  })

  it('as every snippet of the deck', () => {
    const root = path.join(import.meta.dirname, '../../..')
    const files = ['snippets', 'exercises', 'engine', 'components'].flatMap(folder => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => path.join(root, folder, name)))
    expect(files.filter(file => tooDeep(fs.readFileSync(file, 'utf8')))).toEqual([])
    expect(files.length).toBeGreaterThan(200)
  })

  it('and a megabyte is read in a moment, whatever stands in it', () => {
    for (const piece of ['a', '/', '\'', '"', '`', '\\', '/*', '*', 'a+', '\n', '${', '/[', '= /a'])
      tooDeep(piece.repeat(1_000_000 / piece.length))
  }, 10_000)
})
