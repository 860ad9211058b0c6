/** Formats values as Python shows them. Programs call repr.ts, which reports values that are nested too deeply. */
import { atAddress } from './identity'

/** The objects being formatted, outermost first: one that contains itself is not formatted again. */
const shown = new Set<object>()

/** Whether a value is being formatted, so that a call comes from a nested `toString`. */
export function isFormatting(): boolean {
  return shown.size > 0
}

/** Resets the state after an error. */
export function stopFormatting(): void {
  shown.clear()
}

/** Formats a value as `print` shows it: Python's `str`. */
export function formatStr(value: unknown): string {
  if (typeof value === 'string')
    return value
  if (!(value instanceof Error))
    return formatRepr(value)
  return value.toString === Error.prototype.toString ? value.message : value.toString()
}

/** Formats a value as Python's `repr` does. */
export function formatRepr(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return 'None'
    case 'boolean': return value ? 'True' : 'False'
    case 'string': return quote(value)
    case 'number': return numberRepr(value)
    case 'bigint': return value.toString()
    case 'symbol': return value.toString()
    case 'function': return functionRepr(value)
    case 'object': return value === null ? 'None' : objectRepr(value)
  }
}

function numberRepr(value: number): string {
  if (Number.isNaN(value))
    return 'nan'
  const size = Math.abs(value)
  const digits = size > 0 && size < 1e-4 ? value.toExponential() : String(value)
  return digits.replace('Infinity', 'inf').replace(/e[+-](?=\d$)/, '$&0')
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' }

function quote(value: string): string {
  const mark = value.includes('\'') && !value.includes('"') ? '"' : '\''
  const escaped = value.replace(/[\\\p{Cc}\u00A0\u00AD]/gu, character =>
    ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return `${mark}${escaped.replaceAll(mark, `\\${mark}`)}${mark}`
}

function functionRepr(value: { readonly name: string }): string {
  return /^class\b/.test(Function.prototype.toString.call(value))
    ? `<class '${value.name}'>`
    : `<function ${value.name || '<lambda>'}${atAddress(value)}>`
}

function objectRepr(value: object): string {
  if (shown.has(value))
    return Array.isArray(value) ? '[...]' : '{...}'
  shown.add(value)
  try {
    return contentRepr(value)
  }
  finally {
    shown.delete(value)
  }
}

function contentRepr(value: object): string {
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView)))
    return `[${Array.from(value as unknown as Iterable<unknown>, formatRepr).join(', ')}]`
  if (value instanceof Map && value.toString === Object.prototype.toString)
    return pairs(value)
  if (value instanceof Set)
    return value.size === 0 ? 'set()' : `{${Array.from(value, formatRepr).join(', ')}}`
  if (value instanceof Error)
    return `${value.name}(${value.args.map(formatRepr).join(', ')})`
  if (value instanceof Date)
    return value.toISOString()
  if (typeof (value as { toString: unknown }).toString === 'function' && value.toString !== Object.prototype.toString)
    return value.toString()
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null)
    return pairs(Object.entries(value))
  return `<${value.constructor?.name || 'object'} object${atAddress(value)}>`
}

function pairs(entries: Iterable<[unknown, unknown]>): string {
  return `{${Array.from(entries, ([key, item]) => `${formatRepr(key)}: ${formatRepr(item)}`).join(', ')}}`
}
