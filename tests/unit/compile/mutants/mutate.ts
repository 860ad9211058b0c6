/** Programs written by accident: the demos' own, with a few changes. */
import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'

const demos = path.join(import.meta.dirname, '../../../../snippets')

/** The TypeScript of every demo. */
export function demoSources(): string[] {
  return fs.readdirSync(demos, { recursive: true, encoding: 'utf8' })
    .filter(name => /^[\w-]+[\\/][\w.-]+\.ts$/.test(name) && !name.endsWith('manifest.ts'))
    .sort()
    .map(name => fs.readFileSync(path.join(demos, name), 'utf8'))
}

/** What people leave half-typed, paste at the wrong place, or know from Python. */
const SCRAPS = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '`',
  '${',
  '\'',
  '/*',
  '*/',
  '//',
  ';',
  ',',
  '.',
  '?.',
  '=>',
  '...',
  '#',
  '@',
  '\\',
  '\n',
  '\u2028',
  '\0',
  '🧵',
  'é',
  'async ',
  'await ',
  'yield ',
  'function* g() {',
  'class A extends B { #x = await 1; static { ',
  'using x = y;',
  'await using x = y;',
  'for await (const x of y) ',
  'switch (x) { case 1: ',
  'label: ',
  'continue label;',
  'try { ',
  '} finally { ',
  'super.x = 1;',
  'new.target',
  'import.meta',
  'import(\'x\')',
  'export default ',
  'export * from \'threading\';',
  'import { Lock } from \'nowhere\';',
  'eval(\'1\')',
  'with (x) {}',
  '/(?<a>.)\\k<a>/v',
  '0b12',
  '1n ** 2',
  'delete x',
  'let await = 1;',
  'var yield = 1;',
  '<T,>(x: T) => x',
  'enum E { A = 1 }',
  'namespace N { export const x = 1 }',
  'declare module \'x\';',
  'abstract class A { abstract x(): void }',
  'def f():\n    pass\n',
  'lambda x: x',
  'print(\'x\'',
]

type Edit = (source: string) => string

const place = fc.double({ min: 0, max: 1, noNaN: true })

function at(source: string, where: number): number {
  return Math.floor(where * source.length)
}

const insert: fc.Arbitrary<Edit> = fc.tuple(place, fc.oneof(fc.constantFrom(...SCRAPS), fc.string({ maxLength: 4 })))
  .map(([where, scrap]) => source => source.slice(0, at(source, where)) + scrap + source.slice(at(source, where)))

const remove: fc.Arbitrary<Edit> = fc.tuple(place, fc.integer({ min: 1, max: 40 }))
  .map(([where, length]) => source => source.slice(0, at(source, where)) + source.slice(at(source, where) + length))

const repeat: fc.Arbitrary<Edit> = fc.tuple(place, fc.integer({ min: 1, max: 200 }), place)
  .map(([from, length, to]) => (source) => {
    const piece = source.slice(at(source, from), at(source, from) + length)
    return source.slice(0, at(source, to)) + piece + source.slice(at(source, to))
  })

const cutOff: fc.Arbitrary<Edit> = place.map(where => source => source.slice(0, at(source, where)))

/** One word of the source in the place of another. */
const swapWords: fc.Arbitrary<Edit> = fc.tuple(place, place).map(([one, other]) => (source) => {
  const words = source.match(/\w+/g) ?? []
  const [a, b] = [words[Math.floor(one * words.length)], words[Math.floor(other * words.length)]]
  return a && b ? source.replaceAll(/\w+/g, word => word === a ? b : word) : source
})

/** Deep nesting, closed or left open. */
const nest: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom(['(', ')'], ['[', ']'], ['{', '}'], ['`${', '}`'], ['async () => ', ''], ['f(', ')'], ['if (x) ', ';'], ['!', 'x']),
  fc.integer({ min: 50, max: 3000 }),
  fc.boolean(),
  place,
).map(([[open, close], times, closed, where]) => source =>
  source.slice(0, at(source, where)) + open!.repeat(times) + (closed ? `\n${close!.repeat(times)}\n` : '') + source.slice(at(source, where)))

/** A demo after one to four edits. */
export function mutants(sources: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.oneof(
    { weight: 6, arbitrary: insert },
    { weight: 5, arbitrary: remove },
    { weight: 3, arbitrary: repeat },
    { weight: 2, arbitrary: swapWords },
    { weight: 1, arbitrary: cutOff },
    { weight: 1, arbitrary: nest },
  )
  return fc.tuple(fc.constantFrom(...sources), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([source, edits]) => edits.reduce((text, change) => change(text), source))
}
