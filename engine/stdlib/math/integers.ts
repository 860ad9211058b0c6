import { OverflowError, ValueError } from '../../kernel/errors'
import { typeName } from '../../kernel/type-name'

function whole(value: number): bigint {
  if (!Number.isInteger(value))
    throw new TypeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
  return BigInt(value)
}

function notNegative(value: number, message: string): bigint {
  const integer = whole(value)
  if (integer < 0n)
    throw new ValueError(message)
  return integer
}

/** Numbers here are floats: a result beyond their range is an error, not Infinity. */
function asNumber(value: bigint): number {
  const number = Number(value)
  if (!Number.isFinite(number))
    throw new OverflowError('the result is too large for a number')
  return number
}

function gcdOfTwo(a: bigint, b: bigint): bigint {
  while (b !== 0n)
    [a, b] = [b, a % b]
  return a < 0n ? -a : a
}

/** The greatest common divisor. @see https://docs.python.org/3.14/library/math.html#math.gcd */
export function gcd(...integers: number[]): number {
  return Number(integers.map(whole).reduce(gcdOfTwo, 0n))
}

/** The least common multiple. @see https://docs.python.org/3.14/library/math.html#math.lcm */
export function lcm(...integers: number[]): number {
  return asNumber(integers.map(whole).reduce((a, b) => a === 0n || b === 0n ? 0n : (a / gcdOfTwo(a, b) * b < 0n ? -1n : 1n) * (a / gcdOfTwo(a, b) * b), 1n))
}

/**
 * The product of the whole numbers from 1 to n.
 *
 * @throws ValueError when n is negative
 * @see https://docs.python.org/3.14/library/math.html#math.factorial
 */
export function factorial(n: number): number {
  const last = notNegative(n, 'factorial() not defined for negative values')
  let product = 1n
  for (let factor = 2n; factor <= last; factor++)
    product *= factor
  return asNumber(product)
}

/** The number of ways to arrange k of n things. @see https://docs.python.org/3.14/library/math.html#math.perm */
export function perm(n: number, k: number | null = null): number {
  const all = notNegative(n, 'n must be a non-negative integer')
  const count = k === null ? all : notNegative(k, 'k must be a non-negative integer')
  let product = count > all ? 0n : 1n
  for (let index = 0n; index < count && product !== 0n; index++)
    product *= all - index
  return asNumber(product)
}

/** The number of ways to choose k of n things. @see https://docs.python.org/3.14/library/math.html#math.comb */
export function comb(n: number, k: number): number {
  const all = notNegative(n, 'n must be a non-negative integer')
  let count = notNegative(k, 'k must be a non-negative integer')
  if (count > all)
    return 0
  count = count * 2n > all ? all - count : count
  let product = 1n
  for (let index = 0n; index < count; index++)
    product = product * (all - index) / (index + 1n)
  return asNumber(product)
}

/** The whole part of the square root. @throws ValueError when n is negative @see https://docs.python.org/3.14/library/math.html#math.isqrt */
export function isqrt(n: number): number {
  const value = notNegative(n, 'isqrt() argument must be nonnegative')
  let root = BigInt(Math.floor(Math.sqrt(n)))
  while (root * root > value)
    root -= 1n
  while ((root + 1n) * (root + 1n) <= value)
    root += 1n
  return Number(root)
}
