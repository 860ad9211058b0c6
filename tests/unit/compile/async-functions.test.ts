import { describe } from 'vitest'
import { same } from './same'

describe('async functions', () => {
  same('take their arguments, defaults, rest and patterns', `
async function f(a, b = a + 1, { c, d: [e] = [5] } = { c: 3 }, ...rest) {
  await tick()
  return [a, b, c, e, rest]
}
export async function main() {
  log(await f(1))
  log(await f(1, undefined, { c: 2, d: [9] }, 'x', 'y'))
  log(await f(1, 7, { c: 8 }))
}`)

  same('see their own arguments object', `
async function f() {
  await tick()
  return [arguments.length, arguments[1]]
}
export async function main() {
  log(await f('a', 'b', 'c'))
}`)

  same('close over variables, each round of a loop its own', `
export async function main() {
  const functions = []
  for (let i = 0; i < 3; i++) {
    functions.push(async () => {
      await tick()
      i += 10
      return i
    })
  }
  for (const f of functions)
    log(await f(), await f())
}`)

  same('are hoisted, in blocks too', `
export async function main() {
  log(await later(1))
  {
    log(await inner())
    async function inner() {
      return await tick('inner')
    }
  }
}
async function later(x) {
  return await tick(x + 1)
}`)

  same('call themselves by their names', `
const factorial = async function self(n) {
  return n < 2 ? 1 : n * await self(n - 1)
}
async function count(n) {
  await tick()
  return n === 0 ? 0 : 1 + await count(n - 1)
}
export async function main() {
  log(await factorial(6), await count(5))
}`)

  same('raise in whoever awaits them', `
async function fail() {
  await tick()
  throw new RangeError('no')
}
async function pass() {
  return await fail()
}
export async function main() {
  try {
    await pass()
  }
  catch (error) {
    log(error.name, error.message)
  }
}`)

  same('nest', `
export async function main() {
  const outer = async (a) => {
    const inner = async (b) => {
      await tick()
      return [a, b, await (async c => await tick(c))(3)]
    }
    return await inner(2)
  }
  log(await outer(1))
}`)

  same('await in every kind of expression', `
const id = async x => await tick(x)
export async function main() {
  const key = 'k'
  const object = { [await id(key)]: await id(1), ...await id({ z: 1 }) }
  const list = [await id(1), ...await id([2, 3])]
  log(object, list, \`\${await id('t')}!\`, await id(true) ? await id('yes') : await id('no'))
  log(await id(null) ?? await id('default'), await id(0) || await id('or'), await id(1) && await id('and'))
  log((await id({ f: x => x * 2 })).f(await id(21)), typeof await id('x'), -(await id(1)), (await id(2)) ** 3)
  let sum = 0
  sum += await id(5)
  log(sum, (await id([1, 2, 3])).length, (await id([4]))[0])
  const { a = await id('lazy'), ...others } = await id({ b: 1 })
  log(a, others)
}`)

  same('evaluate from left to right', `
const trace = []
const mark = async (x) => {
  trace.push(x)
  return await tick(x)
}
export async function main() {
  const f = (...values) => values
  log(f(await mark(1), await mark(2)) , await mark(3) + await mark(4))
  log(trace)
}`)

  same('take part in tagged templates and optional chains', `
const tag = (strings, ...values) => strings.join('|') + values.join()
export async function main() {
  const object = { f: async x => await tick(x), nothing: null }
  log(tag\`a\${await object.f(1)}b\${await object?.f?.(2)}c\`)
  log(object.nothing?.f(await tick(1)), object.nothing?.f(), object?.['f'] === object.f)
}`)
})

describe('async arrow functions', () => {
  same('keep this', `
class Counter {
  n = 1
  later = async () => {
    await tick()
    return this.n
  }
  async both() {
    const inner = async add => this.n + await tick(add)
    return [await inner(10), await (async () => this.n)()]
  }
}
export async function main() {
  const { later } = new Counter()
  log(await later(), await new Counter().both())
}`)

  same('have every form of parameters and body', `
const none = async () => await tick('none')
const one = async x => x
const object = async () => ({ a: await tick(1) })
const patterns = async ({ a }, [b] = [2], c = (a, b), ...rest) => [a, b, c, rest]
const block = async (x) => {
  if (x)
    return 'early'
  await tick()
  return 'late'
}
const nested = async x => async y => x + y
export async function main() {
  log(await none(), await one(1), await object(), await patterns({ a: 1 }), await patterns({ a: 1 }, [3], 4, 5, 6))
  log(await block(true), await block(false), await (await nested(1))(2))
}`)
})

describe('async methods', () => {
  same('reach their object, private fields and methods', `
class Box {
  #value = 1
  static #made = 0
  static async make() {
    await tick()
    Box.#made++
    return new this()
  }
  async #secret(add) {
    await tick()
    this.#value += add
    return this.#value
  }
  async add(n) {
    return await this.#secret(n) + (#value in this ? 100 : 0)
  }
  static async made() {
    return Box.#made
  }
}
export async function main() {
  const box = await Box.make()
  log(await box.add(1), await box.add(2), await Box.made())
}`)

  same('have computed, quoted and keyword names', `
const key = 'computed'
class Names {
  async [key]() { return await tick(1) }
  async 'quoted name'() { return 2 }
  async get() { return 3 }
  async static() { return 4 }
  static async async() { return 5 }
  async 7() { return 7 }
}
const object = {
  async method(x) { return [this === object, await tick(x)] },
  async [key]() { return 'o' },
  arrow: async () => 'a',
  expression: async function () { return this === object },
}
export async function main() {
  const names = new Names()
  log(await names.computed(), await names['quoted name'](), await names.get(), await names.static(), await Names.async(), await names[7]())
  log(await object.method(1), await object.computed(), await object.arrow(), await object.expression())
}`)

  same('call super', `
class Base {
  constructor() { this.n = 1 }
  async f(x) { return ['base', this.n, await tick(x)] }
  plain(...values) { return [this.n, ...values] }
  static async s() { return 'static base' }
  get property() { return 'property ' + this.n }
}
class Derived extends Base {
  async f(x) {
    const key = 'plain'
    const inside = async y => [super.plain(y), (() => super.property)()]
    return [await super.f(x), super.plain(), super.plain(1, ...[2, 3]), super[await tick(key)](4), await inside(5), super.missing?.()]
  }
  static async s() { return [await super.s()] }
  plain() { return 'not this one' }
  sync() {
    return (async () => {
      await tick()
      return super.plain('from a plain method')
    })()
  }
  field = async () => super.plain('from a field')
}
export async function main() {
  const derived = new Derived()
  log(await derived.f('x'))
  log(await Derived.s(), await derived.sync(), await derived.field())
}`)

  same('of object literals call super', `
const base = { async hello() { return 'hello from ' + this.name } }
const derived = { __proto__: base, name: 'derived', async hello() { return (await super.hello()) + '!' } }
export async function main() {
  log(await derived.hello())
}`)
})
