import { OverflowError, ValueError, ZeroDivisionError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { repr } from '../builtins/functions'

/** @see https://docs.python.org/3.14/library/math.html#math.pi */
export const pi = Math.PI
/** @see https://docs.python.org/3.14/library/math.html#math.e */
export const e = Math.E
/** Two pi. @see https://docs.python.org/3.14/library/math.html#math.tau */
export const tau = 2 * Math.PI
/** @see https://docs.python.org/3.14/library/math.html#math.inf */
export const inf = Infinity
/** @see https://docs.python.org/3.14/library/math.html#math.nan */
export const nan = Number.NaN

function toInteger(value: number, rounded: number): number {
  if (Number.isNaN(value))
    throw new ValueError('cannot convert float NaN to integer')
  if (!Number.isFinite(value))
    throw new OverflowError('cannot convert float infinity to integer')
  return rounded + 0
}

/** The greatest whole number not above x. @see https://docs.python.org/3.14/library/math.html#math.floor */
export function floor(x: number): number {
  return toInteger(x, Math.floor(x))
}

/** The smallest whole number not below x. @see https://docs.python.org/3.14/library/math.html#math.ceil */
export function ceil(x: number): number {
  return toInteger(x, Math.ceil(x))
}

/** The number without its fractional part. @see https://docs.python.org/3.14/library/math.html#math.trunc */
export function trunc(x: number): number {
  return toInteger(x, Math.trunc(x))
}

function floatRepr(x: number): string {
  return Number.isInteger(x) && Math.abs(x) < 1e16 ? `${repr(x)}.0` : repr(x)
}

/** @throws ValueError when a function is undefined for a number */
function defined(x: number, result: number, expected = 'expected a number in range'): number {
  if (Number.isNaN(result) && !Number.isNaN(x))
    throw new ValueError(`${expected}, got ${floatRepr(x)}`)
  return result
}

/** @throws ValueError when x is negative @see https://docs.python.org/3.14/library/math.html#math.sqrt */
export function sqrt(x: number): number {
  return defined(x, Math.sqrt(x), 'expected a nonnegative input')
}

/** @see https://docs.python.org/3.14/library/math.html#math.cbrt */
export const cbrt = (x: number): number => Math.cbrt(x)
/** @see https://docs.python.org/3.14/library/math.html#math.fabs */
export const fabs = (x: number): number => Math.abs(x)
/** @see https://docs.python.org/3.14/library/math.html#math.fmod */
export function fmod(x: number, y: number): number {
  if (y === 0)
    throw new ValueError('math domain error')
  return x % y
}
/** @see https://docs.python.org/3.14/library/math.html#math.sin */
export const sin = (x: number): number => defined(x, Math.sin(x), 'expected a finite input')
/** @see https://docs.python.org/3.14/library/math.html#math.cos */
export const cos = (x: number): number => defined(x, Math.cos(x), 'expected a finite input')
/** @see https://docs.python.org/3.14/library/math.html#math.tan */
export const tan = (x: number): number => defined(x, Math.tan(x), 'expected a finite input')
/** @see https://docs.python.org/3.14/library/math.html#math.asin */
export const asin = (x: number): number => defined(x, Math.asin(x), 'expected a number in range from -1 up to 1')
/** @see https://docs.python.org/3.14/library/math.html#math.acos */
export const acos = (x: number): number => defined(x, Math.acos(x), 'expected a number in range from -1 up to 1')
/** @see https://docs.python.org/3.14/library/math.html#math.atan */
export const atan = (x: number): number => Math.atan(x)
/** @see https://docs.python.org/3.14/library/math.html#math.atan2 */
export const atan2 = (y: number, x: number): number => Math.atan2(y, x)
/** @see https://docs.python.org/3.14/library/math.html#math.degrees */
export const degrees = (x: number): number => x * 180 / Math.PI
/** @see https://docs.python.org/3.14/library/math.html#math.radians */
export const radians = (x: number): number => x * Math.PI / 180
/** @see https://docs.python.org/3.14/library/math.html#math.hypot */
export const hypot = (...coordinates: number[]): number => Math.hypot(...coordinates)
/** @see https://docs.python.org/3.14/library/math.html#math.isnan */
export const isnan = (x: number): boolean => Number.isNaN(x)
/** @see https://docs.python.org/3.14/library/math.html#math.isinf */
export const isinf = (x: number): boolean => Math.abs(x) === Infinity
/** @see https://docs.python.org/3.14/library/math.html#math.isfinite */
export const isfinite = (x: number): boolean => Number.isFinite(x)

/** @throws OverflowError when the result is too large @see https://docs.python.org/3.14/library/math.html#math.exp */
export function exp(x: number): number {
  return notTooLarge(x, Math.exp(x))
}

/** Like `x ** y`, but raises where that gives Infinity. @throws OverflowError when the result is too large @see https://docs.python.org/3.14/library/math.html#math.pow */
export function pow(x: number, y: number): number {
  if (x === 0 && y < 0)
    throw new ValueError('math domain error')
  if (x === 1)
    return 1
  const power = x ** y
  if (Number.isNaN(power) && !Number.isNaN(x) && !Number.isNaN(y))
    throw new ValueError('math domain error')
  return Number.isFinite(y) ? notTooLarge(x, power) : power
}

function notTooLarge(x: number, result: number): number {
  if (result === Infinity && Number.isFinite(x))
    throw new OverflowError('math range error')
  return result
}

function logarithm(x: number, log: (x: number) => number): number {
  if (x <= 0)
    throw new ValueError(Number.isInteger(x) ? 'expected a positive input' : `expected a positive input, got ${repr(x)}`)
  return log(x)
}

/** The natural logarithm, or the one to a base. @throws ValueError when x is not positive @see https://docs.python.org/3.14/library/math.html#math.log */
export function log(x: number, base?: number): number {
  const natural = logarithm(x, Math.log)
  if (base === undefined)
    return natural
  const ofBase = logarithm(base, Math.log)
  if (ofBase === 0)
    throw new ZeroDivisionError('division by zero')
  return natural / ofBase
}

/** @throws ValueError when x is not positive @see https://docs.python.org/3.14/library/math.html#math.log2 */
export const log2 = (x: number): number => logarithm(x, Math.log2)
/** @throws ValueError when x is not positive @see https://docs.python.org/3.14/library/math.html#math.log10 */
export const log10 = (x: number): number => logarithm(x, Math.log10)

/** The first number with the sign of the second. @see https://docs.python.org/3.14/library/math.html#math.copysign */
export function copysign(x: number, y: number): number {
  return Math.abs(x) * (y < 0 || Object.is(y, -0) ? -1 : 1)
}

/** The fractional and the whole part of a number. @see https://docs.python.org/3.14/library/math.html#math.modf */
export function modf(x: number): [fraction: number, whole: number] {
  return Math.abs(x) === Infinity ? [copysign(0, x), x] : [copysign(Math.abs(x) % 1, x), Math.trunc(x)]
}

/** The distance between two points. @throws ValueError when they have different dimensions @see https://docs.python.org/3.14/library/math.html#math.dist */
export function dist(p: readonly number[], q: readonly number[]): number {
  if (p.length !== q.length)
    throw new ValueError('both points must have the same number of dimensions')
  return Math.hypot(...p.map((x, index) => x - q[index]!))
}

/** The product of the numbers. @see https://docs.python.org/3.14/library/math.html#math.prod */
export function prod(source: Iterable<number>, options: {
  /** The initial value. @default 1 */
  start?: number
} = {}): number {
  checkOptions('prod', options, ['start'])
  let product = options.start ?? 1
  for (const factor of source)
    product *= factor
  return product
}

/**
 * Whether two numbers are about the same.
 *
 * @throws ValueError when a tolerance is negative
 * @see https://docs.python.org/3.14/library/math.html#math.isclose
 */
export function isclose(a: number, b: number, options: {
  /** The largest allowed difference, relative to the larger number. @default 1e-9 */
  relTol?: number
  /** The largest allowed difference. @default 0 */
  absTol?: number
} = {}): boolean {
  checkOptions('isclose', options, ['relTol', 'absTol'])
  const { relTol = 1e-9, absTol = 0 } = options
  if (relTol < 0 || absTol < 0)
    throw new ValueError('tolerances must be non-negative')
  if (a === b)
    return true
  if (!Number.isFinite(a) || !Number.isFinite(b))
    return false
  return Math.abs(a - b) <= Math.max(relTol * Math.max(Math.abs(a), Math.abs(b)), absTol)
}
