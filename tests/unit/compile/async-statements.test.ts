import { describe } from 'vitest'
import { same } from './same'

describe('statements with await', () => {
  same('loops: for, while, do, for-of, for-in, with labels', `
export async function main() {
  const seen = []
  outer: for (let i = 0; await tick(i) < 3; i += await tick(1)) {
    let j = 0
    while (await tick(true)) {
      j++
      if (j === 2)
        continue outer
      if (i === 2)
        break outer
      seen.push([i, j])
    }
  }
  do
    seen.push('once')
  while (await tick(false))
  for (const x of await tick([1, 2]))
    seen.push(x)
  for (const k in await tick({ a: 1 }))
    seen.push(k)
  log(seen)
}`)

  same('switch, if and blocks', `
const choose = async (x) => {
  switch (await tick(x)) {
    case await tick(1): {
      return 'one'
    }
    case 2:
      await tick()
    case 3:
      return 'two or three'
    default:
      return 'other'
  }
}
export async function main() {
  log(await choose(1), await choose(2), await choose(3), await choose(4))
}`)

  same('try, catch and finally with await, return, throw and break in each', `
const order = []
const step = async (x) => {
  order.push(x)
  return await tick(x)
}
const f = async (how) => {
  for (;;) {
    try {
      await step('try')
      if (how === 'throw')
        throw new Error(await step('thrown'))
      if (how === 'return')
        return await step('returned')
      if (how === 'break')
        break
      return 'end'
    }
    catch ({ message }) {
      await step('caught ' + message)
      if (how === 'throw')
        return await step('from catch')
    }
    finally {
      await step('finally')
    }
  }
  return 'after'
}
export async function main() {
  for (const how of ['end', 'throw', 'return', 'break'])
    log(how, await f(how))
  log(order)
  const swallow = async () => {
    try {
      throw new Error('lost')
    }
    finally {
      return await tick('finally wins')
    }
  }
  log(await swallow())
  const rethrow = async () => {
    try {
      await tick()
      throw new Error('first')
    }
    catch {
      throw new Error('second')
    }
  }
  try {
    await rethrow()
  }
  catch (error) {
    log(error.message)
  }
}`)

  same('destructuring with await in defaults', `
export async function main() {
  const [a, b = await tick('b'), ...rest] = await tick([1, undefined, 3, 4])
  let c, d;
  ({ c, d = await tick('d') } = await tick({ c: 3 }));
  [c, d] = [d, c]
  log(a, b, rest, c, d)
}`)
})

describe('async generators', () => {
  same('yield, are iterated, and return', `
async function* numbers(n) {
  try {
    for (let i = 0; i < n; i++) {
      await tick()
      yield i
    }
    return 'end'
  }
  finally {
    log('closed')
  }
}
export async function main() {
  for await (const x of numbers(3))
    log(x)
  const it = numbers(2)
  log(await it.next(), await it.next(), await it.next(), await it.next())
}`)

  same('take values, exceptions and an early return', `
async function* talk() {
  const heard = []
  try {
    for (;;) {
      try {
        heard.push(yield heard.length)
      }
      catch (error) {
        heard.push(error.message)
      }
    }
  }
  finally {
    await tick()
    log(heard)
  }
}
export async function main() {
  const it = talk()
  log(await it.next('ignored'), await it.next('a'), await it.throw(new Error('b')), await it.return('c'), await it.next())
}`)

  same('delegate', `
async function* inner() {
  yield await tick(1)
  yield 2
}
async function* outer() {
  yield 0
  yield* inner()
  yield* [3, 4]
  yield
}
export async function main() {
  const seen = []
  for await (const x of outer())
    seen.push(x ?? 'nothing')
  log(seen)
}`)

  same('as methods, with private names and Symbol.asyncIterator', `
class Rows {
  #rows = [1, 2]
  async* #all() {
    for (const row of this.#rows)
      yield await tick(row)
  }
  async* [Symbol.asyncIterator]() {
    yield* this.#all()
  }
  static async *made() { yield 'static' }
}
const object = { async* gen() { yield this === object } }
const expression = async function* () { yield 'expression' }
export async function main() {
  for await (const row of new Rows())
    log(row)
  for await (const x of Rows.made())
    log(x)
  for await (const x of object.gen())
    log(x)
  for await (const x of expression())
    log(x)
}`)
})

describe('for await', () => {
  same('closes the iterator when it is left early', `
async function* endless() {
  let i = 0
  try {
    while (true)
      yield await tick(i++)
  }
  finally {
    await tick()
    log('closed after', i)
  }
}
async function find(n) {
  for await (const x of endless()) {
    if (x === n)
      return x
  }
}
export async function main() {
  for await (const x of endless()) {
    if (x === 2)
      break
  }
  log(await find(1))
  try {
    for await (const x of endless())
      throw new Error('out at ' + x)
  }
  catch (error) {
    log(error.message)
  }
}`)

  same('raises the error of its body rather than that of closing', `
const failing = {
  [Symbol.asyncIterator]() { return this },
  async next() { return { done: false, value: 1 } },
  async return() { throw new Error('from return') },
}
const each = async (how) => {
  for await (const x of failing) {
    if (how === 'throw')
      throw new Error('from the body')
    break
  }
}
export async function main() {
  for (const how of ['throw', 'break']) {
    try {
      await each(how)
    }
    catch (error) {
      log(how, error.message)
    }
  }
}`)

  same('has labels, and closures for each round', `
async function* pairs() {
  yield* [[1, 2], [3, 4], [5, 6]]
}
export async function main() {
  const functions = []
  outer: for await (const [a, b] of pairs()) {
    for await (const c of [a, b]) {
      if (c === 4)
        continue outer
      if (c === 6)
        break outer
      functions.push(() => c)
    }
  }
  log(functions.map(f => f()))
}`)

  same('assigns to variables, properties and patterns', `
async function* objects() {
  yield { a: 1, b: [2] }
  yield { a: 3, b: [4] }
}
export async function main() {
  let x, a, b
  const target = {}
  for await (x of objects())
    log(x)
  for await (target.field of objects());
  for await ({ a, b: [b] } of objects())
    log(a, b)
  for await ([x] of [[7], [8]]);
  for await (var v of [9]);
  log(target, x, v)
}`)

  same('awaits what a synchronous iterable gives', `
export async function main() {
  for await (const x of [tick('a'), 'b', tick('c')])
    log(x)
}`)

  same('stops at an error of the iterator, which it does not close', `
const failing = {
  [Symbol.asyncIterator]() { return this },
  async next() { throw new Error('next failed') },
  async return() { log('not closed') },
}
export async function main() {
  try {
    for await (const x of failing);
  }
  catch (error) {
    log(error.message)
  }
}`)
})

describe('using', () => {
  same('await using leaves in reverse order, among using and plain declarations', `
const resource = name => ({
  name,
  [Symbol.dispose]() { log('dispose', name) },
  async [Symbol.asyncDispose]() {
    await tick()
    log('async dispose', name)
  },
})
const syncOnly = name => ({ [Symbol.dispose]() { log('only', name) } })
const body = async (how) => {
  using a = resource('a')
  await using b = resource('b'), c = syncOnly('c')
  using d = resource('d')
  await using nothing = null
  log(a.name, b.name)
  if (how === 'return')
    return 'returned'
  if (how === 'throw')
    throw new Error('thrown')
  {
    await using e = resource('inner')
  }
  return 'end'
}
export async function main() {
  for (const how of ['return', 'throw', 'end']) {
    try {
      log(await body(how))
    }
    catch (error) {
      log(how, error.message)
    }
  }
}`)

  same('hoists functions and keeps the scope of what is declared in its block', `
const resource = { async [Symbol.asyncDispose]() { log('left') } }
export async function main() {
  log(early())
  const read = () => later
  await using _ = resource
  const later = 'later'
  log(read())
  for (const i of [1, 2]) {
    await using r = resource
    if (i === 1)
      continue
    log('round', i)
  }
  function early() {
    return 'early'
  }
}`)

  same('raises what leaving raises', `
const failing = { async [Symbol.asyncDispose]() { throw new Error('from leaving') } }
export async function main() {
  try {
    await using _ = failing
    log('inside')
  }
  catch (error) {
    log(error.message)
  }
}`)
})
