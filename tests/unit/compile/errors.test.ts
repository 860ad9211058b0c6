import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { compile, CompileFailure } from '../../../engine/compile/compile'
import { runInNode } from './run-in-node'

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

describe('what can\'t be compiled says why and where', () => {
  it.each([
    ['await at the top level', 'const a = 1\nawait a', /'await' outside function/, 2],
    ['arguments in an async arrow function', 'export function main() {\n  return async () => arguments.length\n}', /'arguments' can't be used in an async arrow/, 2],
    ['an assignment to super in an async method', 'class A { async f() {\n    super.x = 1 } }', /super's properties can't be assigned/, 2],
    ['await using in a switch case', 'async function main(x) { switch (x) { case 1:\n    await using y = x } }', /directly inside a switch case/, 2],
    ['three thousand blocks in each other', `export function main() {\n  ${'if (x) '.repeat(3000)};\n}`, /^too many levels of indentation$/, 2, 'IndentationError'],
    ['a hundred and ten functions in each other', `export function main() {\n  return ${'async () => '.repeat(110)}1\n}`, /^too many nested functions$/, 2],
    ['a name of the compiler\'s own', 'export function main() {\n  let __current = 1 }', /^the name '__current' is the compiler's own$/, 2],
    ['another one', 'export function main() {\n  for (const __each1 of []); }', /^the name '__each1' is the compiler's own$/, 2],
    ['an element of JSX', 'export function main() {\n  return <p class="a">text</p>\n}', /^JSX can't be used/, 2],
    ['one without an end', 'export function main() {\n  return <br />\n}', /^JSX can't be used/, 2],
    ['await using in the head of a loop', 'async function main(x) {\n  for (await using y of x); }', /must be a statement of a block/, 2],
  ])('%s', async (_, source, message, line, type = 'SyntaxError') => {
    expect(await problemOf(source)).toMatchObject({ type, message: expect.stringMatching(message), line })
  })
})

it('a line for the shell at the beginning is left out', async () => {
  const { lines } = await runInNode('#!/usr/bin/env deck\nimport { print } from \'builtins\'\nexport function main() { print(\'runs\') }')
  expect(lines).toEqual(['runs'])
})

it('a column counts letters, as the editor does, not the bytes of their encoding', async () => {
  expect(await problemOf('const größe = \'é\' }\n')).toMatchObject({ line: 1, column: 19 })
})

const IMPORTS = 'import * as asyncio from \'asyncio\'\nimport { print, RuntimeError } from \'builtins\'\n'

describe('where a program does as Python does, not JavaScript', () => {
  it('a call of an async function runs nothing before it is awaited', async () => {
    const { lines } = await runInNode(`${IMPORTS}
async function f() { print('f') }
export async function main() {
  const coro = f()
  print('main')
  await coro
}`)
    expect(lines).toEqual(['main', 'f'])
  })

  it('but its arguments are bound at once', async () => {
    const { lines } = await runInNode(`${IMPORTS}
let n = 1
const next = () => n++
async function f(x = next()) { print(x) }
export async function main() {
  const coro = f()
  next()
  await coro
}`)
    expect(lines).toEqual(['1'])
  })

  it('a coroutine that is never awaited is warned about, with the line of the call', async () => {
    const { problems } = await runInNode(`${IMPORTS}
async function f() {}
export async function main() {
  f()
  await asyncio.sleep(0)
}`)
    expect(problems).toMatchObject([{ severity: 'warning', type: 'RuntimeWarning', message: 'coroutine \'f\' was never awaited', line: 6 }])
  })

  it('awaiting what is no awaitable is a TypeError', async () => {
    const { problems } = await runInNode(`${IMPORTS}
export async function main() {
  await (1 as never)
}`)
    expect(problems).toMatchObject([{ type: 'TypeError', message: '\'int\' object can\'t be awaited' }])
  })

  it('a promise is no awaitable, and the error says so', async () => {
    const { problems } = await runInNode('export async function main() { await Promise.resolve(1) }')
    expect(problems).toMatchObject([{ type: 'TypeError', message: expect.stringContaining('not JavaScript\'s promises') }])
  })

  it('await using passes a context manager the exception, and it can raise another one', async () => {
    const { lines, problems } = await runInNode(`${IMPORTS}
export async function main() {
  try {
    await using tg = new asyncio.TaskGroup()
    throw new RuntimeError('body')
  }
  catch (error) {
    print(error.name, error.exceptions[0].message)
  }
}`)
    expect(problems).toEqual([])
    expect(lines).toEqual(['ExceptionGroup body'])
  })
})
