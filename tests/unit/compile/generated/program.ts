/**
 * Random programs that mix what JavaScript has: closures, generators of both kinds, labels, try and finally around
 * await, destructuring, classes with private fields and accessors, tagged templates, switch, `using`.
 *
 * Each ends by itself and logs all that it does. Two things are left out in which a compiled program does as Python
 * does: a call of an async function is awaited where it stands, since it starts late; and only what can be awaited is.
 */
import fc from 'fast-check'

/** Where a statement stands, and so what it may say. */
interface Place {
  depth: number
  /** Labels of the loops around it, the innermost last; a function begins anew. */
  labels: readonly string[]
  /** Whether its function is async. */
  isAsync: boolean
  /** Whether its function is a generator. */
  isGenerator: boolean
}

const DEEPEST = 4

/** Decisions that are drawn for a program; a longer one begins again with the first. */
const DECISIONS = 2000

class Writer {
  #names = 0
  #decided = 0

  constructor(private readonly decisions: readonly number[]) {}

  #one<T>(...options: T[]): T {
    return options[this.#upTo(options.length - 1)]!
  }

  #upTo(most: number): number {
    return this.decisions[this.#decided++ % this.decisions.length]! % (most + 1)
  }

  #name(prefix: string): string {
    return `${prefix}${++this.#names}`
  }

  expression(place: Place, depth = 0): string {
    const simple = ['a', 'b', 'c', String(this.#upTo(9)), `'s${this.#upTo(3)}'`, 'null', 'undefined', '[a, b]', '{ a, b }']
    if (depth > 2)
      return this.#one(...simple.slice(0, 4))
    const next = (): string => this.expression(place, depth + 1)
    /** Where neither await nor yield may stand. */
    const apart = (): string => this.expression({ ...place, isAsync: false, isGenerator: false }, 2)
    const choices = [
      () => this.#one(...simple),
      () => `(${next()} ${this.#one('+', '-', '*', '<', '===', '&&', '||', '??', ',')} ${next()})`,
      () => `(${next()} ? ${next()} : ${next()})`,
      () => `(${this.#one('a', 'b', 'c')} ${this.#one('=', '+=', '??=', '||=', '&&=')} ${next()})`,
      () => `[...[${next()}, ${next()}], ${next()}]`,
      () => `({ x: ${next()}, get y() { return ${apart()} } })${this.#one('.x', '?.y', '.z?.()', '')}`,
      () => `(x => x ?? ${apart()})(${next()})`,
      () => `tag\`p\${${next()}}q\${${next()}}\``,
    ]
    if (place.isAsync) {
      choices.push(
        () => `(await tick(${next()}))`,
        () => `(await (async (x, y = ${apart()}) => [x, y, await tick(a)])(${next()}))`,
      )
    }
    if (place.isGenerator)
      choices.push(() => `(yield ${next()})`)
    return this.#one(...choices)()
  }

  block(place: Place, most = 3): string {
    const deeper = { ...place, depth: place.depth + 1 }
    return Array.from({ length: 1 + this.#upTo(most - 1) }, () => this.statement(deeper)).join('\n')
  }

  statement(place: Place): string {
    const value = (): string => this.expression(place)
    const choices = [
      () => `log(${value()})`,
      () => `${this.#one('a', 'b', 'c')} = ${value()}`,
      () => this.#jump(place),
    ]
    if (place.depth < DEEPEST) {
      choices.push(
        () => `if (${value()}) {\n${this.block(place)}\n} else {\n${this.block(place)}\n}`,
        () => this.#loop(place),
        () => this.#try(place),
        () => this.#switch(place),
        () => this.#destructuring(place),
        () => this.#class(place),
        () => this.#closures(place),
        () => this.#generator(place, false),
        () => `{ using ${this.#name('r')} = resource(${value()})\n${this.block(place)} }`,
      )
      if (place.isAsync)
        choices.push(() => this.#generator(place, true), () => this.#asyncCall(place))
    }
    return `${this.#one(...choices)()};`
  }

  #jump({ labels, isAsync, isGenerator }: Place): string {
    const value = this.expression({ depth: 0, labels, isAsync, isGenerator })
    const choices = [`log('on')`, `if (a === ${this.#upTo(3)}) return ${value}`, `if (b === ${this.#upTo(3)}) throw new Error(String(${value}))`]
    for (const label of labels)
      choices.push(`if (c === ${this.#upTo(3)}) break ${label}`, `if (a === ${this.#upTo(3)}) continue ${label}`)
    return this.#one(...choices)
  }

  #loop(place: Place): string {
    const label = this.#name('l')
    const i = this.#name('i')
    const body = this.block({ ...place, labels: [...place.labels, label] })
    const head = this.#one(
      `for (let ${i} = 0; ${i} < ${1 + this.#upTo(3)}; ${i}++)`,
      `for (const ${i} of [${this.expression(place)}, ${this.expression(place)}])`,
      `for (const ${i} in { x: 1, y: 2 })`,
      ...(place.isAsync ? [`for await (const ${i} of [tick(1), tick(${this.expression(place)})])`] : []),
    )
    return `${label}: ${head} {\nlog(${i}); c = ${this.#upTo(4)}\n${body}\n}`
  }

  #try(place: Place): string {
    const caught = this.#name('e')
    const handler = ` catch (${caught}) {\nlog('caught', ${caught} && ${caught}.message)\n${this.block(place, 2)}\n}`
    const cleanup = ` finally {\nlog('finally')\n${this.block(place, 2)}\n}`
    return `try {\n${this.block(place)}\n}${this.#one(handler, cleanup, handler + cleanup)}`
  }

  #switch(place: Place): string {
    const cases = Array.from({ length: 3 }, (_, index) => `case ${index}: log('case ${index}')\n${this.block(place, 2)}\n${this.#one('break', '')}`)
    return `switch (${this.expression(place)}) {\n${cases.join('\n')}\ndefault: log('default')\n}`
  }

  #destructuring(place: Place): string {
    const [x, y, rest] = [this.#name('x'), this.#name('y'), this.#name('rest')]
    return `{ const [${x} = ${this.expression(place)}, { ${y} = ${this.expression(place)}, ...${rest} } = {}] = [${this.expression(place)}, { z: ${this.expression(place)} }]\nlog(${x}, ${y}, ${rest})\n}`
  }

  #class(place: Place): string {
    const name = this.#name('C')
    const inner = { ...place, labels: [], isAsync: false, isGenerator: false }
    const method = place.isAsync
      ? `async m(x) { this.#p = await tick(x); return super.m ? super.m(this.#p) : this.#p }`
      : `m(x) { this.#p = x; return super.m ? super.m(this.#p) : this.#p }`
    return `{ class ${name} extends Base {
      static #count = 0
      static { ${name}.#count++ }
      #p = ${this.expression(inner)}
      get p() { return this.#p }
      set p(value) { this.#p = [value, ${name}.#count] }
      static has(x) { return #p in x }
      ${method}
    }
    const o = new ${name}()
    o.p = ${this.expression(place)}
    log(o.p, ${name}.has(o), ${name}.has({}), ${place.isAsync ? 'await ' : ''}o.m(${this.expression(place)}), o.q)
    }`
  }

  #closures(place: Place): string {
    const list = this.#name('list')
    return `{ const ${list} = []\nfor (let i = 0; i < 3; i++) ${list}.push(() => i * 2${this.#one('', ' + (a = i)', ' + i')})\nlog(${list}.map(f => f()), ${this.expression(place)})\n}`
  }

  #generator(place: Place, isAsync: boolean): string {
    const inner = { depth: place.depth + 1, labels: [], isAsync, isGenerator: true }
    const name = this.#name('g')
    const delegate = this.#one(`yield* [${this.expression(inner)}, 2]`, `log(yield ${this.expression(inner)})`, `try { yield 1; yield 2 } finally { log('closed') }`)
    const item = this.#name('v')
    return `{ ${isAsync ? 'async ' : ''}function* ${name}(n = ${this.#upTo(3)}) {\n${delegate}\n${this.block(inner, 2)}\nyield n\n}
    let left = 6
    for ${isAsync ? 'await ' : ''}(const ${item} of ${name}()) { log(${item}); if (--left === 0) break; ${this.#one('', `if (left === 4) break`)} }
    }`
  }

  #asyncCall(place: Place): string {
    const inner = { depth: place.depth + 1, labels: [], isAsync: true, isGenerator: false }
    const name = this.#name('f')
    return `{ async function ${name}({ x = ${this.expression({ ...inner, isAsync: false })} } = {}, ...more) {\n${this.block(inner)}\nreturn [x, more.length]\n}
    log(await ${name}(${this.#one('', '{ x: 1 }', '{ x: undefined }, 1, 2')}))
    }`
  }
}

/** The body of an async function of `log`, `tick`, `tag`, `resource` and `Base`. */
export const program: fc.Arbitrary<string> = fc.array(fc.nat(), { minLength: DECISIONS, maxLength: DECISIONS }).map((decisions) => {
  const writer = new Writer(decisions)
  const place = { depth: 0, labels: [], isAsync: true, isGenerator: false }
  return `let a = 1, b = 2, c = 3\n${writer.block(place, 5)}\nreturn [a, b, c]`
})
