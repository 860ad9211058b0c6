import { KeyError, ValueError } from '../../kernel/errors'
import { typeName } from '../../kernel/type-name'
import { format } from '../builtins/format'
import { repr, str } from '../builtins/functions'

const DIRECTIVE = /%(?:\((\w+)\))?([-+ #0]*)([1-9]\d*)?(?:\.(\d+))?(.?)/gsu

/**
 * Python's `text % args`, which formats log messages.
 *
 * @throws TypeError for too many or too few arguments, or one of the wrong type for its directive
 * @throws KeyError when a name is missing from the dict that is the only argument
 */
export function percent(text: string, args: readonly unknown[]): string {
  let next = 0
  const names = args.length === 1 ? asNames(args[0]) : undefined
  let usesNames = false
  const result = text.replace(DIRECTIVE, (whole, name: string | undefined, flags: string, width: string | undefined, precision: string | undefined, type: string) => {
    if (type === '%')
      return '%'
    if (name !== undefined) {
      usesNames = true
      if (!names?.has(name))
        throw names ? new KeyError(name) : new TypeError('format requires a mapping')
      return converted(names.get(name), type, flags, width, precision)
    }
    if (next >= args.length)
      throw new TypeError('not enough arguments for format string')
    if (!/[a-z]/i.test(type))
      throw new ValueError(`unsupported format character in '${whole}'`)
    return converted(args[next++], type, flags, width, precision)
  })
  if (!usesNames && next < args.length)
    throw new TypeError('not all arguments converted during string formatting')
  return result
}

function asNames(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (value instanceof Map)
    return value as Map<string, unknown>
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype ? new Map(Object.entries(value)) : undefined
}

function converted(value: unknown, type: string, flags: string, width = '', precision: string | undefined): string {
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const align = flags.includes('-') ? '<' : '>'
  const zero = flags.includes('0') && align === '>' ? '0' : ''
  const digits = precision === undefined ? '' : `.${precision}`
  switch (type) {
    case 's':
    case 'r':
    case 'a':
      return format(type === 's' ? str(value) : repr(value), `${align}${width}${digits}`)
    case 'c':
      return format(typeof value === 'number' ? String.fromCodePoint(value) : str(value), `${align}${width}`)
    case 'd':
    case 'i':
    case 'u':
      return format(Math.trunc(numberOf(value, '%d')), `${zero ? '' : align}${sign}${zero}${width}d`)
    case 'x':
    case 'X':
    case 'o':
      return format(numberOf(value, `%${type}`), `${zero ? '' : align}${sign}${flags.includes('#') ? '#' : ''}${zero}${width}${type}`)
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
      return format(numberOf(value, 'a float'), `${zero ? '' : align}${sign}${zero}${width}${digits}${type}`)
    default:
      throw new ValueError(`unsupported format character '${type}'`)
  }
}

function numberOf(value: unknown, wanted: string): number {
  if (typeof value !== 'number' && typeof value !== 'boolean' && typeof value !== 'bigint')
    throw new TypeError(wanted.startsWith('%') ? `${wanted} format: a real number is required, not ${typeName(value)}` : `must be real number, not ${typeName(value)}`)
  return Number(value)
}
