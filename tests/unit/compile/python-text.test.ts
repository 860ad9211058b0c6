import fs from 'node:fs'
import path from 'node:path'
import { transform } from 'esbuild'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile, CompileFailure } from '../../../engine/compile/compile'
import { demoSources } from './mutants/mutate'

const root = path.join(import.meta.dirname, '../../..')

async function problemOf(source: string) {
  try {
    await compile(transform, source, 'test.ts')
  }
  catch (error) {
    if (error instanceof CompileFailure)
      return error.problems[0]!
    throw error
  }
  return undefined
}

describe('a text in Python is called so in the place for TypeScript', () => {
  it.each([
    ['def', 'def work():\n    print("x")\n', 1],
    ['a def of several lines', 'x = 1\ndef work(\n    a,\n    b,\n):\n    return a\n', 2],
    ['async def', 'async def main():\n    await x\n', 1],
    ['a class', 'class A(B):\n    pass\n', 1],
    ['import', 'import threading\n', 1],
    ['import as', 'import concurrent.futures as futures, time\n', 1],
    ['from import', '\nfrom queue import Queue\n', 2],
    ['with', 'with lock:\n    count += 1\n', 1],
    ['async with', 'async with lock, other as x:\n    count += 1\n', 1],
    ['for', 'for x in xs:\n    print(x)\n', 1],
    ['if', 'if x:\n    print(x)\n', 1],
    ['elif in one line', 'if (x) { } \nelif y: pass\n', 2],
    ['while True', 'while True:\n    work()\n', 1],
    ['try and except', 'try:\n    work()\nexcept ValueError as e:\n    pass\n', 3],
    ['an f-string', 'x = f"{a}" if a is not None else True\n', 1],
    ['lambda', 'f = lambda x: not x\n', 1],
    ['Python 2\'s print', 'print "x"\n', 1],
    ['raise', 'raise ValueError("x")\n', 1],
    ['a comment before all else', '# A comment\nfrom x import y\n', 2],
    ['the end of a script', 'if __name__ == "__main__":\n    main()\n', 1],
    ['a line of Python in TypeScript', 'export function main() {\n  for x in xs:\n    print(x)\n}', 2],
  ])('%s', async (_, source, line) => {
    expect(await problemOf(source)).toMatchObject({ type: 'SyntaxError', message: 'this is Python, but TypeScript is expected here', line, hint: expect.stringContaining('Python tab') })
  })

  it('every Python file of the deck', async () => {
    const files = ['snippets', 'exercises'].flatMap(folder => fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.py'))
      .map(name => path.join(root, folder, name)))
    expect(files.length).toBeGreaterThan(50)
    for (const file of files)
      expect([file, (await problemOf(fs.readFileSync(file, 'utf8')))?.message]).toEqual([file, 'this is Python, but TypeScript is expected here'])
  })
})

describe('a text in TypeScript with a mistake is not', () => {
  it.each([
    ['a bracket that is missing', 'import { print } from \'builtins\'\nexport function main() {\n  print(\'a\'\n}'],
    ['a comment with Python\'s words', '// for x in xs: not None and True\nexport function main() {\n  print(\'if x:\'\n}'],
    ['a text with a program in Python', 'const text = `\ndef f():\n  pass\n`\nexport function main() { f( }'],
    ['a case', 'switch (x) {\n  case 1:\n  default:\n    f(\n}'],
    ['a label', 'outer:\nfor (const x of xs) { f( }'],
    ['a condition over lines', 'const x = a ?\n  b :\n  c(\n'],
    ['an object', 'const o = {\n  if: 1,\n  else:\n    2,\n  class:\n   3 4 }'],
    ['a private name', 'class A { #x = 1; m() { return this.#x( } }'],
    ['a default import', 'import threading\n  from \'threading\'\nf('],
  ])('%s', async (_, source) => {
    const problem = await problemOf(source)
    expect(problem).toBeDefined()
    expect(problem!.message).not.toContain('Python')
  })

  it('nor is a demo out of which something was cut', async () => {
    let failed = 0
    await fc.assert(fc.asyncProperty(fc.constantFrom(...demoSources()), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), async (source, where, length) => {
      const at = Math.floor(where * source.length)
      const problem = await problemOf(source.slice(0, at) + source.slice(at + length))
      failed += Number(problem !== undefined)
      expect(problem?.message ?? '').not.toContain('Python')
    }), { numRuns: 300, seed: 20261129 })
    expect(failed).toBeGreaterThan(50)
  })
})
