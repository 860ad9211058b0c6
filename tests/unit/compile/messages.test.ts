import { Buffer } from 'node:buffer'
import { transform } from 'esbuild'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runInNode } from './run-in-node'

/** What a program finds around it: of the modules in one, of the same names in the other. */
const COMPILED = `
import * as asyncio from 'asyncio'
import { int, range } from 'builtins'
import * as time from 'time'
import { Lock } from 'threading'
async function f() { return 1 }
`
const PLAIN = `
const asyncio = { Lock: class {}, iscoroutine: () => false, allTasks: () => new Set() }
const int = () => 1
const range = n => [...Array(n).keys()]
const time = { sleep: () => undefined }
class Lock {}
function f() { return { toString() { return '' } } }
`
const COMMON = `
let count = 0
const q = { get: x => x, put: () => q, map: () => q, none: undefined, run() { return () => q } }
const g = (...values) => values
const ok = value => value
class Base { get() { return undefined } }
`

declare global {
  // eslint-disable-next-line vars-on-top
  var messages: string[]
}

function moduleOf(bodies: readonly string[]): string {
  return `${bodies.map((body, index) => `
${body.includes('yield') ? 'function* ' : 'function '}p${index}() { ${body} }
function r${index}() { try { const made = p${index}(); made?.next?.(); globalThis.messages.push('fine') } catch (error) { globalThis.messages.push(error.message) } }`).join('\n')
  }\nexport function main() { ${bodies.map((_, index) => `r${index}()`).join('; ')} }`
}

async function messagesOf(bodies: readonly string[]): Promise<{ plain: string[], compiled: string[] }> {
  const source = COMMON + moduleOf(bodies)
  globalThis.messages = []
  const { code } = await transform(PLAIN + source, { format: 'esm', target: 'node20', loader: 'ts' })
  const { main } = await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`) as { main: () => void }
  main()
  const plain = globalThis.messages
  globalThis.messages = []
  const { problems } = await runInNode(COMPILED + source)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return { plain, compiled: globalThis.messages }
}

/** Statements that are wrong, each in a function of its own. */
const WRONG = [
  'f().then(ok)',
  'f()()',
  'f().a.b()',
  'f()?.then(ok)',
  'f()?.a.b.c()',
  'f?.().then()',
  'q.get().then(ok)',
  'q.get()()',
  'q.get(1)(2)',
  'q.get(g).get(f())()',
  'q.put()\n  .put()\n  .nothing()',
  'q?.get()',
  'q?.get(1).nothing()',
  'q?.none()',
  'q.none?.()()',
  'q.put()?.nothing()',
  'new (q.get(1))()',
  'new (f())()',
  'new (f().x)()',
  'q.get(1)`text`',
  'f()`text`',
  'asyncio.iscoroutine(1).nothing()',
  'asyncio.iscoroutine(1)()',
  'new asyncio.Lock().nothing()',
  'new Lock().nothing()',
  'new Lock()()',
  'time.sleep(0).nothing()',
  'time.sleep(0)[0]()',
  'time.sleep(0)["a b"]()',
  'range(3).nothing()',
  'range(3)[0]()',
  'int("1").nothing()',
  'const [a] = f()',
  'const [a] = q.get(1)',
  'const [a] = time.sleep(0)',
  'const { a } = q.get()',
  'const { a: { b } } = q.get({})',
  'let a; [a] = q.get(1)',
  'let a; ({ a } = q.get())',
  'let a; ok([a] = q.get(1))',
  'for (const x of q.get(1)) ok(x)',
  'for (const x of f()) ok(x)',
  'for (const x of time.sleep(0)) ok(x)',
  'if (q) for (const x of q.get(1)) ok(x)',
  'a: b: for (const x of q.get(1)) ok(x)',
  'for (const [a] = q.get(1); ;) ok(a)',
  'switch (1) { case 1: for (const x of q.get(1)) ok(x) }',
  'g(...q.get(1))',
  'g(...time.sleep(0))',
  'ok([...q.get(1)])',
  'ok([...time.sleep(0), ...q.get(1)])',
  'ok({ ...q.get(1), ...f() })',
  'new Base(...q.get(1))',
  'yield* q.get(1)',
  'yield* f()',
  'ok(1 in q.get(1))',
  'ok(q instanceof q.get(1))',
  'class A extends q.get(1) {}; new A()',
  'q.get().x = 1',
  'q.get().x++',
  'delete q.get().x',
  'delete q.get()?.x',
  'delete q.get(q).x',
  '[q.get().x] = [1];',
  '({ a: q.get().x } = { a: 1 })',
  'for (q.get().x of [1]) ok(q)',
  'let h = q.put().get; h()()',
  '(count = 5).nothing()',
  '(count = q).none()',
  '(count++)()',
  'const [a] = count = 5',
  'for (const x of count = 1) ok(x)',
  'try { throw new Error() } catch ([message]) { ok(message) }',
  'try { throw new Error() } catch ({ a: { b } }) { ok(b) }',
  'try { throw 1 } catch { q.none() }',
  'class A extends Base { m() { super.get().x() } }; new A().m()',
  'class A extends Base { m() { super.nothing() } }; new A().m()',
  'class A extends Base { m() { super.get()() } }; new A().m()',
  'ok(q.none)()',
  '(() => q.get(1))()()',
  'q.run()()()',
  'null.get(1)',
  'undefined.map(q)',
  'q.map(q.none())',
  'q.none.get()',
  'nowhere.get()',
  'nowhere()',
  'const { get } = q.none',
  '[...q]',
  'g(...q)',
  'const [a] = q',
]

it('a message of JavaScript\'s own names what the person wrote, nothing of the compiler\'s', async () => {
  const { plain, compiled } = await messagesOf(WRONG)
  expect(compiled.map((message, index) => `${WRONG[index]}: ${message}`)).toEqual(plain.map((message, index) => `${WRONG[index]}: ${message}`))
  expect(plain.filter(message => message === 'fine').length).toBeLessThan(WRONG.length / 10)
})

it('a message about an async method\'s super is the same as in a method that is not async', async () => {
  const { problems } = await runInNode(`
class Base { get() {} }
class Derived extends Base {
  async missing() { super.nothing(1) }
  async value() { super.get().x }
  async inArrow() { await (async () => super.nothing())() }
}
export async function main() {
  const made = new Derived()
  for (const name of ['missing', 'value', 'inArrow']) {
    try { await made[name]() } catch (error) { globalThis.messages.push(error.message) }
  }
}
globalThis.messages = []`)
  expect(problems).toEqual([])
  expect(globalThis.messages).toEqual([
    '(intermediate value).nothing is not a function',
    'Cannot read properties of undefined (reading \'x\')',
    '(intermediate value).nothing is not a function',
  ])
})

const primary = fc.constantFrom('f()', 'q', 'g', 'q.get', 'time.sleep(0)', 'range(2)', 'new Lock()', 'int("1")', '(count = 1)', '(count++)')
const step = fc.constantFrom('.get', '.get()', '.get(q)', '.put()', '.none', '.run()', '.map(ok)', '()', '(f(), ...range(1))', '[0]', '["a b"]', '?.get', '?.()', '?.put()', '`t`', '.get(q.get)')
const chain = fc.tuple(primary, fc.array(step, { maxLength: 4 }))
  .map(([first, steps]) => first + steps.join(''))
  // JavaScript has no tagged template in an optional chain.
  .filter(text => !/\?\..*`/.test(text))
// Without `yield*`: there V8's messages are wrong for plain programs too.
const context = fc.constantFrom('E', 'ok(E)', 'const [a] = E', 'const { a } = E', 'let a; [a] = E', 'for (const x of E) ok(x)', 'g(...E)', 'ok([...E])', 'new (E)()', 'typeof E', 'ok(E + 1)', 'if (E) ok(1)', '(() => E)()()', '(E).none()', 'delete (E).x', '(E).x = 1', 'const { a: [b] } = { a: E }', 'ok((E).a.b)')

it('so does any chain of calls and members, wherever its value goes', { timeout: 120_000 }, async () => {
  const bodies = fc.sample(fc.tuple(chain, context), { numRuns: 300, seed: 20261129 }).map(([text, around]) => around.replace('E', () => text))
  const { plain, compiled } = await messagesOf(bodies)
  const differences = bodies.flatMap((body, index) => plain[index] === compiled[index] ? [] : [{ body, plain: plain[index], compiled: compiled[index] }])
  expect(differences).toEqual([])
})

it('nor does the compiler show in async functions', async () => {
  const bodies = ['const { a } = await E', 'const [a] = await E', 'for (const x of await E) ok(x)', '(await E)()', '(await E).x()', '[...await E]', 'new (await E)()', 'g(...await E)', 'for await (const x of E) ok(x)', 'for await (const x of await E) ok(x)', 'await using x = E', 'await using x = await E', 'await E.then(ok)', 'await (async () => E())()', 'yield* E', 'for await (const { x } of [undefined]) ok(x)']
    .flatMap(body => ['f()', 'q.get(1)', 'asyncio.sleep(0)', 'time.sleep(0)'].map(value => body.replace('E', value)))
  const { problems } = await runInNode(`${COMPILED}${COMMON}
${bodies.map((body, index) => `async function${body.startsWith('yield') ? '*' : ''} p${index}() { ${body} }`).join('\n')}
export async function main() {
  for (const p of [${bodies.map((_, index) => `p${index}`).join()}]) {
    try { const made = p(); await (made.next ? made.next() : made) } catch (error) { globalThis.messages.push(error.message) }
  }
}
globalThis.messages = []`)
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(globalThis.messages.filter(message => message.includes('__'))).toEqual([])
  expect(globalThis.messages.length).toBeGreaterThan(bodies.length / 2)
})
