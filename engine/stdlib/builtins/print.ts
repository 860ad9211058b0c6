import { current } from '../../kernel/current'
import { AttributeError } from '../../kernel/errors'
import { onFreshRun } from '../../kernel/fresh-run'
import { isChildProcess } from '../../kernel/process'
import { writeLine, writePiece } from '../../kernel/text-writer'
import { typeName } from '../../kernel/type-name'
import { str } from './functions'

/** Options of {@link print}; all of them have Python's defaults. */
interface PrintOptions {
  /** Between the values. @default ' ' */
  sep?: string | null
  /** After the last value. @default '\n' */
  end?: string | null
  /** @default 'stdout' */
  file?: 'stdout' | 'stderr' | null
  /** Whether to show an unfinished line at once; later output continues it. @default false */
  flush?: boolean
}

const OPTION_NAMES = new Set(['sep', 'end', 'file', 'flush'])

function isOptions(value: unknown): value is PrintOptions {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return false
  const keys = Object.keys(value)
  return keys.length > 0 && keys.every(key => OPTION_NAMES.has(key))
}

/** @throws TypeError for a separator or an end that is not a string */
function readOptions({ sep, end, file }: PrintOptions): { sep: string, end: string, file: 'stdout' | 'stderr' } {
  for (const [name, value] of Object.entries({ sep, end })) {
    if (value !== undefined && value !== null && typeof value !== 'string')
      throw new TypeError(`${name} must be None or a string, not ${typeName(value)}`)
  }
  if (file !== undefined && file !== null && file !== 'stdout' && file !== 'stderr')
    throw new AttributeError(`'${typeName(file)}' object has no attribute 'write': file is 'stdout' or 'stderr'`)
  return { sep: sep ?? ' ', end: end ?? '\n', file: file ?? 'stdout' }
}

/** The part of a line that was printed but isn't shown yet, and the part that is shown but isn't finished. */
const pending = { stdout: '', stderr: '' }
const unfinished = { stdout: '', stderr: '' }

/**
 * Writes values as one line, separated by spaces. The line carries the name of the thread or task that printed it.
 * A last argument with no keys but `sep`, `end`, `file` and `flush` is taken as options.
 *
 * At a module's top level only the main thread writes, since every thread evaluates the module.
 *
 * @see https://docs.python.org/3.14/library/functions.html#print
 */
export function print(...values: unknown[]): void {
  if (current.evaluating && (current.worker !== 0 || isChildProcess()))
    return
  const last = values.at(-1)
  const { flush = false, ...options } = isOptions(last) ? last : {}
  const { sep, end, file } = readOptions(options)
  const shown = isOptions(last) ? values.slice(0, -1) : values
  const text = shown.length === 1 ? str(shown[0]) : shown.map(str).join(sep)
  if (end === '\n' && pending[file] === '' && unfinished[file] === '' && !text.includes('\n')) {
    writeLine(file, text)
    return
  }
  const lines = (pending[file] + text + end).split('\n')
  pending[file] = lines.pop()!
  for (const line of lines) {
    unfinished[file] = ''
    writeLine(file, line)
  }
  if (flush)
    showPending(file)
}

/** Shows the unfinished line; returns all of it that is shown. */
export function showPending(file: 'stdout' | 'stderr'): string {
  if (pending[file] !== '') {
    writePiece(file, pending[file])
    unfinished[file] += pending[file]
    pending[file] = ''
  }
  return unfinished[file]
}

/** Ends a line of standard output, shown or not. */
export function endLine(text: string): void {
  unfinished.stdout = ''
  writeLine('stdout', text)
}

/** Writes the unfinished line when a thread ends. */
export function flushPrint(): void {
  for (const file of ['stdout', 'stderr'] as const) {
    if (pending[file] !== '')
      writeLine(file, pending[file])
    pending[file] = ''
  }
}

onFreshRun(() => {
  for (const file of ['stdout', 'stderr'] as const)
    pending[file] = unfinished[file] = ''
})
