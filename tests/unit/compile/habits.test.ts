import { transform } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { compile, CompileFailure } from '../../../engine/compile/compile'
import { BROWSER_NAMES } from '../../../engine/protocol/browser-names'
import { demoSources } from './mutants/mutate'
import { runInNode } from './run-in-node'

/** What is said of a program: its errors, or else its warnings. */
async function said(source: string): Promise<string[]> {
  try {
    const { warnings } = await compile(transform, source, 'test.ts')
    return warnings.map(({ line, message }) => `${line}: ${message}`)
  }
  catch (error) {
    if (error instanceof CompileFailure)
      return error.problems.map(({ line, type, message, hint }) => `${line}: ${type}: ${message}${hint ? '' : ' (no hint)'}`)
    throw error
  }
}

describe('names of a browser are refused with their line, and with what to write instead', () => {
  it.each([...BROWSER_NAMES.keys()])('%s', async (name) => {
    expect(await said(`export function main() {\n  ${name}.x\n}`)).toEqual([`2: NameError: name '${name}' is not defined`])
    expect(await said(`export function main() {\n  return { ${name} }\n}`)).toEqual([`2: NameError: name '${name}' is not defined`])
  })

  it('all of them at once', async () => {
    expect(await said('export function main() {\n  setTimeout(main, 1)\n  fetch(\'x\')\n}')).toHaveLength(2)
  })

  it.each([
    ['a variable of the same name', 'const process = 1\nexport function main() { return process }'],
    ['one of a function around', 'export function main() { const fetch = 1; return () => fetch }'],
    ['one of a block', 'export function main() { { let window = 1; window++ } }'],
    ['a parameter', 'export function main(document, { window }, [alert], ...prompt) { return [document, window, alert, prompt] }'],
    ['an imported one', 'import { get as fetch } from \'web\'\nexport function main() { fetch(\'io/wait\') }'],
    ['a function', 'function setTimeout() {}\nexport function main() { setTimeout() }'],
    ['a function expression', 'export const main = () => (function process() { return process })()'],
    ['a class', 'class Worker {}\nexport function main() { return new Worker() }'],
    ['a class expression', 'export function main() { return class Buffer { make() { return new Buffer() } } }'],
    ['a caught error', 'export function main() { try {} catch (process) { return process } }'],
    ['a property', 'export function main() { const o = { fetch: 1, process() {} }; return [o.fetch, o.process] }'],
    ['a method or field', 'class A { fetch() {} process = 1; static window = 2 }\nexport function main() { return new A().fetch() }'],
    ['a label', 'export function main() { process: for (;;) break process }'],
    ['a type', 'export function main(x: Worker, y: Buffer, z: typeof fetch) { return x }'],
    ['an enum', 'enum module { A }\nexport function main() { return module.A }'],
    ['a namespace', 'namespace process { export const x = 1 }\nexport function main() { return process.x }'],
    ['a question whether there is one', 'export function main() { return typeof window === \'undefined\' }'],
  ])('but not %s', async (_, source) => {
    expect(await said(source)).toEqual([])
  })

  it('console is warned about, once a place, and prints', async () => {
    expect(await said('export function main() {\n  console.log(1)\n}')).toEqual(['2: console is the browser\'s: here its methods print, as print does'])
  })
})

describe('main() at the bottom is refused: the deck calls it', () => {
  it.each([
    ['main()', 'export function main() {}\nmain()'],
    ['of a main that is not exported', 'function main() {}\nmain()'],
    ['void main()', 'export async function main() {}\nvoid main()'],
    ['asyncio.run(main())', 'import * as asyncio from \'asyncio\'; export async function main() {}\nasyncio.run(main())'],
    ['run(main())', 'import { run } from \'asyncio\'; const main = async () => {}\nexport const result = run(main())'],
    ['main().then()', 'export async function main() {}\nmain().catch(() => {})'],
    ['with a condition', 'export async function main() {}\nif (1) main()'],
  ])('%s', async (_, source) => {
    expect(await said(source)).toEqual(['2: RuntimeError: main() is called by the deck itself'])
  })

  it.each([
    ['in another function', 'export function main() {}\nexport function again() { main() }'],
    ['with Deno\'s condition', 'export function main() {}\nif (import.meta.main) main()'],
    ['of an object', 'const o = { main() {} }; o.main()\nexport function main() {}'],
    ['of a local one', 'export function main() { function main() {} main() }'],
  ])('but not %s', async (_, source) => {
    expect(await said(source)).toEqual([])
  })
})

describe('what Python\'s lists do and JavaScript\'s don\'t is warned about', () => {
  it.each([
    ['for in', 'const xs = [1, 2]; for (const x in xs) f(x)', /for … in iterates over the indices/],
    ['for in a range', 'for (const x in range(3)) f(x)', /for … in iterates over the indices/],
    ['for in a list of keys', 'for (const x in Object.keys(f)) f(x)', /for … in iterates over the indices/],
    ['a negative index', 'const xs = [1, 2]; f(xs[-1])', /a negative index counts from the end in Python only/],
    ['in', 'const xs = [1, 2]; f(3 in xs)', /in looks for an index/],
    ['equality', 'const xs = [1], ys = [2]; f(xs === ys)', /asks whether two lists are the same object/],
    ['an assertion of less than is meant', 'f(1 + (f as number) * 3, typeof f === \'nul\')', /typeof/],
    ['equality with a list', 'f(f === [])', /operator here is always false/],
    ['the same case twice', 'switch (f) { case 1: f(); break; case 1: f() }', /case clause will never be evaluated/],
    ['a module that is called', 'asyncio(1)', /Calling "asyncio"|call/i],
  ])('%s', async (_, source, message) => {
    const warnings = await said(`import * as asyncio from 'asyncio'\nimport { range } from 'builtins'\nfunction f(...x) { return [x, range, asyncio.run] }\nexport function main() {\n${source}\n}`)
    expect(warnings).toEqual([expect.stringMatching(message)])
    expect(warnings[0]).toMatch(/^5: /)
  })

  it.each([
    ['for in an object', 'const o = { a: 1 }; for (const x in o) f(x)'],
    ['for in with the index as an index', 'const xs = [1, 2]; for (const i in xs) f(xs[i])'],
    ['for in of what may be anything', 'for (const x in f()) f(x)'],
    ['for in of a parameter', 'const g = (xs) => { for (const x in xs) f(x) }; g([])'],
    ['for in of what is an object later', 'let xs = []; xs = {}; for (const x in xs) f(x)'],
    ['for of', 'for (const x of [1, 2]) f(x)'],
    ['in an object', 'f(\'a\' in { a: 1 })'],
    ['equality of what may be anything', 'const a = f(), b = f(); f(a === b)'],
    ['an index that is computed', 'const xs = [1]; f(xs[xs.length - 1])'],
  ])('but not %s', async (_, source) => {
    expect(await said(`function f(...x) { return x }\nexport function main() {\n${source}\n}`)).toEqual([])
  })
})

it('nothing is said of any demo', async () => {
  for (const source of demoSources())
    expect(await said(source)).toEqual([])
})

it('decorators and accessors run', async () => {
  const { lines, problems } = await runInNode(`
import { print } from 'builtins'
function counted(method, context) {
  return function (...args) { print('call', String(context.name)); return method.apply(this, args) }
}
class Till {
  accessor total = 0
  @counted add(n: number) { this.total += n; return this.total }
}
export function main() {
  const till = new Till()
  till.add(3)
  print(till.add(4))
}`)
  expect(problems).toEqual([])
  expect(lines).toEqual(['call add', 'call add', '7'])
})

it('an error in a decorated method has its line', async () => {
  const { problems } = await runInNode('function d(m) { return m }\nclass A {\n  @d m() { this.nothing() }\n}\nexport function main() { new A().m() }')
  expect(problems).toMatchObject([{ type: 'TypeError', message: 'this.nothing is not a function' }])
  expect(problems[0]!.stack).toMatch(/test\.ts|data:/)
})
