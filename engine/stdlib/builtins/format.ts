import { ValueError } from '../../kernel/errors'
import { typeName } from '../../kernel/type-name'
import { str } from './functions'
import { bin, hex, oct } from './numbers'

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bd-gEFGnosxX%])?$/su

/**
 * Formats a value, as the part after the colon of an f-string does: `format(3.14159, '.2f')`, `format('Ada', '>10')`.
 *
 * @throws ValueError for a format that doesn't suit the value
 * @see https://docs.python.org/3.14/library/string.html#format-specification-mini-language
 */
export function format(value: unknown, spec = ''): string {
  const parts = SPEC.exec(spec)
  if (!parts)
    throw new ValueError(`Invalid format specifier '${spec}' for object of type '${typeName(value)}'`)
  const [, fill, alignment, sign = '-', alternative, zero, width = '0', group, precision, type] = parts
  const isNumber = typeof value === 'number' || typeof value === 'bigint'
  const align = alignment ?? (zero && isNumber ? '=' : isNumber ? '>' : '<')
  const filler = fill ?? (zero ? '0' : ' ')
  if (!isNumber) {
    if (type !== undefined && type !== 's')
      throw new ValueError(`Unknown format code '${type}' for object of type '${typeName(value)}'`)
    const text = str(value)
    return padded('', precision === undefined ? text : [...text].slice(0, Number(precision)).join(''), align, filler, Number(width))
  }
  const digits = digitsOf(Number(value), type, precision === undefined ? undefined : Number(precision), alternative !== undefined)
  const prefix = Number(value) < 0 || Object.is(value, -0) ? '-' : sign === '-' ? '' : sign
  return padded(prefix, group ? grouped(digits, group) : digits, align, filler, Number(width))
}

/** The digits of a number, without its sign. */
function digitsOf(value: number, type: string | undefined, precision: number | undefined, alternative: boolean): string {
  const number = Math.abs(value)
  switch (type) {
    case 'f':
    case 'F':
      return Number.isFinite(number) ? number.toFixed(precision ?? 6) : str(number)
    case '%':
      return `${(number * 100).toFixed(precision ?? 6)}%`
    case 'e':
    case 'E': {
      const text = number.toExponential(precision ?? 6).replace(/e([-+])(\d)$/, 'e$10$2')
      return type === 'E' ? text.toUpperCase() : text
    }
    case 'b':
    case 'o':
    case 'x':
    case 'X': {
      if (!Number.isInteger(number))
        throw new ValueError(`Unknown format code '${type}' for object of type 'float'`)
      const text = type === 'b' ? bin(number) : type === 'o' ? oct(number) : hex(number)
      const digits = alternative ? text : text.slice(2)
      return type === 'X' ? digits.toUpperCase() : digits
    }
    case 's':
      throw new ValueError(`Unknown format code 's' for object of type '${typeName(value)}'`)
    case 'd':
    case 'n':
      if (!Number.isInteger(number))
        throw new ValueError(`Unknown format code '${type}' for object of type 'float'`)
      return BigInt(number).toString()
    case 'g':
    case 'G':
      return general(number, precision ?? 6)
    default:
      return precision === undefined ? str(number) : general(number, precision)
  }
}

/** A given number of significant digits, without trailing zeros. */
function general(number: number, precision: number): string {
  const text = number.toPrecision(Math.max(1, precision))
  const [mantissa, exponent] = (/e/.test(text) || number === 0 || (number >= 1e-4 && number < 10 ** precision) ? text : number.toExponential(Math.max(1, precision) - 1)).split('e') as [string, string?]
  const short = mantissa.includes('.') ? mantissa.replace(/\.?0+$/, '') : mantissa
  return exponent === undefined ? short : `${short}e${exponent.replace(/^([-+])(\d)$/, '$10$2')}`
}

function grouped(digits: string, separator: string): string {
  const [whole, ...rest] = digits.split(/(?=\D)/)
  return [whole!.replace(/\B(?=(?:\d{3})+$)/g, separator), ...rest].join('')
}

function padded(prefix: string, text: string, align: string, fill: string, width: number): string {
  const missing = Math.max(0, width - [...prefix, ...text].length)
  switch (align) {
    case '<': return prefix + text + fill.repeat(missing)
    case '^': return fill.repeat(Math.floor(missing / 2)) + prefix + text + fill.repeat(Math.ceil(missing / 2))
    case '=': return prefix + fill.repeat(missing) + text
    default: return fill.repeat(missing) + prefix + text
  }
}
