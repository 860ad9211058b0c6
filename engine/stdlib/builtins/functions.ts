import { BaseExceptionGroup, ValueError } from '../../kernel/errors'
import { describe } from '../../kernel/functions'

/**
 * A whole number from a number (cut off towards zero) or a string.
 *
 * @throws ValueError for a string that is no whole number, and for NaN and Infinity
 * @see https://docs.python.org/3.14/library/functions.html#int
 */
export function int(value: number | string | boolean = 0): number {
  if (typeof value === 'string') {
    if (!/^\s*[+-]?\d+(?:_\d+)*\s*$/.test(value))
      throw new ValueError(`invalid literal for int() with base 10: ${repr(value)}`)
    return Number(value.replaceAll('_', ''))
  }
  const number = Math.trunc(Number(value))
  if (!Number.isFinite(number))
    throw new ValueError(`cannot convert float ${Number.isNaN(number) ? 'NaN' : 'infinity'} to integer`)
  return number
}

/**
 * A number from a number or a string.
 *
 * @throws ValueError for a string that is no number
 * @see https://docs.python.org/3.14/library/functions.html#float
 */
export function float(value: number | string = 0): number {
  const number = Number(value)
  if (typeof value === 'string' && (Number.isNaN(number) || value.trim() === ''))
    throw new ValueError(`could not convert string to float: ${repr(value)}`)
  return number
}

/**
 * The number of items.
 *
 * @see https://docs.python.org/3.14/library/functions.html#len
 */
export function len(value: { readonly length: number } | { readonly size: number }): number {
  return 'length' in value ? value.length : value.size
}

/**
 * The whole numbers from start (default 0) to stop, which is not among them.
 *
 * @throws ValueError when step is 0
 * @see https://docs.python.org/3.14/library/functions.html#func-range
 */
export function range(stop: number): number[]
export function range(start: number, stop: number, step?: number): number[]
export function range(first: number, stop?: number, step = 1): number[] {
  const start = stop === undefined ? 0 : first
  const end = stop ?? first
  if (step === 0)
    throw new ValueError('range() arg 3 must not be zero')
  return Array.from({ length: Math.max(0, Math.ceil((end - start) / step)) }, (_, index) => start + index * step)
}

/**
 * A value as `print` shows it.
 *
 * @see https://docs.python.org/3.14/library/stdtypes.html#str
 */
export function str(value: unknown): string {
  if (typeof value === 'string')
    return value
  if (value instanceof BaseExceptionGroup)
    return value.toString()
  return value instanceof Error ? value.message : repr(value)
}

/**
 * A value as Python shows it inside a list.
 *
 * @see https://docs.python.org/3.14/library/functions.html#repr
 */
export function repr(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return 'None'
    case 'boolean': return value ? 'True' : 'False'
    case 'string': return quote(value)
    case 'number': return Number.isNaN(value) ? 'nan' : String(value).replace('Infinity', 'inf')
    case 'bigint': return value.toString()
    case 'symbol': return value.toString()
    case 'function': return `<function ${value.name || '<lambda>'}>`
    case 'object': return value === null ? 'None' : objectRepr(value)
  }
}

function quote(value: string): string {
  const mark = value.includes('\'') && !value.includes('"') ? '"' : '\''
  const escaped = value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')
  return `${mark}${escaped.replaceAll(mark, `\\${mark}`)}${mark}`
}

const shown = new Set<object>()

function objectRepr(value: object): string {
  if (shown.has(value))
    return Array.isArray(value) ? '[...]' : '{...}'
  shown.add(value)
  try {
    const pairs = (entries: Iterable<[unknown, unknown]>): string => `{${Array.from(entries, ([key, item]) => `${repr(key)}: ${repr(item)}`).join(', ')}}`
    if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
      return `[${Array.from(value as unknown as Iterable<unknown>, repr).join(', ')}]`
    if (value instanceof Map && value.toString === Object.prototype.toString)
      return pairs(value)
    if (value instanceof Set)
      return value.size === 0 ? 'set()' : `{${Array.from(value, repr).join(', ')}}`
    if (value instanceof BaseExceptionGroup)
      return `${value.name}(${repr(value.message)}, ${repr(value.exceptions)})`
    if (value instanceof Error)
      return `${value.name}(${value.message === '' ? '' : repr(value.message)})`
    if (value instanceof Date)
      return value.toISOString()
    if (typeof (value as { toString: unknown }).toString === 'function' && value.toString !== Object.prototype.toString)
      return value.toString()
    const prototype: unknown = Object.getPrototypeOf(value)
    return prototype === Object.prototype || prototype === null ? pairs(Object.entries(value)) : `<${describe(value)} object>`
  }
  finally {
    shown.delete(value)
  }
}
