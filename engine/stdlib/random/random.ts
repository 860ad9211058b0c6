import { IndexError, ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'
import { MersenneTwister } from './mersenne-twister'

const WORD = 2 ** 32

/** The words of a seed, lowest first. */
function keyOf(seed: number | bigint): number[] {
  let rest = BigInt(seed)
  rest = rest < 0n ? -rest : rest
  const key = [Number(rest & 0xFFFFFFFFn)]
  for (rest >>= 32n; rest > 0n; rest >>= 32n)
    key.push(Number(rest & 0xFFFFFFFFn))
  return key
}

/**
 * A random number generator with its own state. The same seed gives the same numbers as in CPython.
 *
 * @see https://docs.python.org/3.14/library/random.html#random.Random
 */
export class Random {
  readonly #twister = new MersenneTwister()
  /** `gauss` produces two numbers at a time. */
  #nextGauss: number | undefined

  /** @param seed a whole number; null for one from the system */
  constructor(seed: number | bigint | null = null) {
    this.seed(seed)
  }

  /**
   * Seeds the generator.
   *
   * @param seed a whole number; null for one from the system
   * @throws TypeError for anything but a whole number
   * @see https://docs.python.org/3.14/library/random.html#random.seed
   */
  seed(seed: number | bigint | null = null): void {
    this.#nextGauss = undefined
    if (seed === null) {
      this.#twister.seed([...crypto.getRandomValues(new Uint32Array(8))])
      return
    }
    if (typeof seed !== 'bigint' && !Number.isSafeInteger(seed))
      throw new TypeError(`The only supported seed types are: None and int, not ${typeof seed === 'number' ? 'float' : typeName(seed)}`)
    this.#twister.seed(keyOf(seed))
  }

  /** A number from 0 up to, but not including, 1. @see https://docs.python.org/3.14/library/random.html#random.random */
  random(): number {
    const high = this.#twister.next() >>> 5
    const low = this.#twister.next() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /**
   * A whole number of k random bits, 53 at most.
   *
   * @throws ValueError for fewer than 0 or more than 53
   * @see https://docs.python.org/3.14/library/random.html#random.getrandbits
   */
  getrandbits(k: number): number {
    if (!(k >= 0 && k <= 53))
      throw new ValueError('number of bits must be from 0 to 53')
    if (k === 0)
      return 0
    if (k <= 32)
      return this.#twister.next() >>> (32 - k)
    const low = this.#twister.next()
    return (this.#twister.next() >>> (64 - k)) * WORD + low
  }

  #below(n: number): number {
    const bits = n < WORD ? 32 - Math.clz32(n) : n.toString(2).length
    let value = this.getrandbits(bits)
    while (value >= n)
      value = this.getrandbits(bits)
    return value
  }

  /**
   * A whole number from start (default 0) up to, but not including, stop.
   *
   * @throws ValueError when the range is empty
   * @see https://docs.python.org/3.14/library/random.html#random.randrange
   */
  randrange(first: number, stop?: number, step = 1): number {
    const start = stop === undefined ? 0 : first
    const width = (stop ?? first) - start
    const count = step > 0 ? Math.floor((width + step - 1) / step) : Math.floor((width + step + 1) / step)
    if (step === 0)
      throw new ValueError('zero step for randrange()')
    if (count <= 0)
      throw new ValueError(`empty range in randrange(${start}, ${stop ?? first})`)
    return start + step * this.#below(count)
  }

  /** A whole number from a to b, both included. @see https://docs.python.org/3.14/library/random.html#random.randint */
  randint(a: number, b: number): number {
    return this.randrange(a, b + 1)
  }

  /** A number from a to b. @see https://docs.python.org/3.14/library/random.html#random.uniform */
  uniform(a: number, b: number): number {
    return a + (b - a) * this.random()
  }

  /** An exponentially distributed number; its mean is 1 / lambd. @see https://docs.python.org/3.14/library/random.html#random.expovariate */
  expovariate(lambd = 1): number {
    return -Math.log(1 - this.random()) / lambd
  }

  /**
   * A normally distributed number.
   *
   * @param mu the mean
   * @param sigma the standard deviation
   * @see https://docs.python.org/3.14/library/random.html#random.gauss
   */
  gauss(mu = 0, sigma = 1): number {
    let z = this.#nextGauss
    this.#nextGauss = undefined
    if (z === undefined) {
      const angle = this.random() * 2 * Math.PI
      const radius = Math.sqrt(-2 * Math.log(1 - this.random()))
      z = Math.cos(angle) * radius
      this.#nextGauss = Math.sin(angle) * radius
    }
    return mu + z * sigma
  }

  /**
   * k items, repetitions allowed.
   *
   * @throws IndexError when there are none
   * @see https://docs.python.org/3.14/library/random.html#random.choices
   */
  choices<T>(population: readonly T[], options: {
    /** The relative weight of each item. @default equal weights */
    weights?: readonly number[]
    /** @default 1 */
    k?: number
  } = {}): T[] {
    checkOptions('choices', options, ['weights', 'k'])
    const { weights, k = 1 } = options
    const n = population.length
    if (n === 0)
      throw new IndexError('Cannot choose from an empty sequence')
    if (!weights)
      return Array.from({ length: k }, () => population[Math.floor(this.random() * n)]!)
    if (weights.length !== n)
      throw new ValueError('The number of weights does not match the population')
    let total = 0
    const bounds = weights.map(weight => total += weight)
    if (total <= 0)
      throw new ValueError('Total of weights must be greater than zero')
    return Array.from({ length: k }, () => {
      const point = this.random() * total
      const index = bounds.findIndex(bound => point < bound)
      return population[index < 0 ? n - 1 : index]!
    })
  }

  /**
   * A random item.
   *
   * @throws IndexError when there are none
   * @see https://docs.python.org/3.14/library/random.html#random.choice
   */
  choice<T>(items: readonly T[]): T {
    if (items.length === 0)
      throw new IndexError('Cannot choose from an empty sequence')
    return items[this.#below(items.length)]!
  }

  /** Shuffles the items in place. @see https://docs.python.org/3.14/library/random.html#random.shuffle */
  shuffle<T>(items: T[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.#below(i + 1)
      const item = items[i]!
      items[i] = items[j]!
      items[j] = item
    }
  }

  /**
   * k different items.
   *
   * @throws ValueError when there are fewer
   * @see https://docs.python.org/3.14/library/random.html#random.sample
   */
  sample<T>(population: readonly T[], k: number): T[] {
    const n = population.length
    if (!(k >= 0 && k <= n))
      throw new ValueError('Sample larger than population or is negative')
    const setSize = k > 5 ? 21 + 4 ** Math.ceil(Math.log(k * 3) / Math.log(4)) : 21
    if (n <= setSize) {
      const pool = [...population]
      return Array.from({ length: k }, (_, i) => {
        const j = this.#below(n - i)
        const item = pool[j]!
        pool[j] = pool[n - i - 1]!
        return item
      })
    }
    const selected = new Set<number>()
    return Array.from({ length: k }, () => {
      let j = this.#below(n)
      while (selected.has(j))
        j = this.#below(n)
      selected.add(j)
      return population[j]!
    })
  }
}
