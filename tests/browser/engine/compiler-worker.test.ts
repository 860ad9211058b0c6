/** The compiler's worker itself, with esbuild in it: what harms it harms no other program. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Compiler } from '../../../engine/host/compiler'
import { NESTED } from '../../unit/compile/nested'

const FULL = import.meta.env.FULL === '1'
const compiler = new Compiler()
const GOOD = 'export function main() { return 1 }'

async function problemTypes(source: string): Promise<string[]> {
  const result = await compiler.compile(source, 'a.ts')
  return 'problems' in result ? result.problems.map(({ type }) => type) : []
}

it('programs that go deep, each within or beyond what is let in, are compiled or refused in clear words, and the next one runs', { timeout: 120_000 }, async () => {
  for (const [kind, nested] of Object.entries(NESTED)) {
    for (const times of FULL ? [60, 140, 290, 590, 3000] : [590, 3000]) {
      const types = await problemTypes(`export function main() {\n${nested(times)}\n}`)
      expect([kind, times, ...types.filter(type => !['SyntaxError', 'IndentationError', 'RecursionError'].includes(type))]).toEqual([kind, times])
    }
  }
  expect(await problemTypes(GOOD)).toEqual([])
})

it('any rubbish leaves a compiler for the next program', { timeout: 120_000 }, async () => {
  const scrap = fc.oneof(
    fc.constantFrom('{', '}', '(', ')', '[', '`', '${', '\'', '/', '*/', '=>', '<', '>', '?', ':', '@', '#', '.', '!', '+', '\n', '\\', '\0', '🧵', 'async ', 'await ', 'class A ', 'function ', 'if ', 'else ', 'import ', 'export ', 'enum ', 'declare ', 'x'),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  const piece = fc.tuple(fc.array(scrap, { minLength: 1, maxLength: 4 }), fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 50, max: 2000 }) }))
    .map(([scraps, times]) => scraps.join('').repeat(times))
  let round = 0
  await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 5 }), async (pieces) => {
    await compiler.compile(`export function main() { ${pieces.join('')} }`, 'rubbish.ts')
    expect(await problemTypes(`${GOOD} // ${++round}`)).toEqual([])
  }), { numRuns: FULL ? 150 : 20, seed: 20261129 })
})
