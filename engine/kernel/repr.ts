import { RecursionError } from './errors'
import { formatRepr, formatStr, isFormatting, stopFormatting } from './format'
import { translated } from './recursion'

function formatted(format: (value: unknown) => string, value: unknown): string {
  if (isFormatting())
    return format(value)
  try {
    return format(value)
  }
  catch (error) {
    stopFormatting()
    throw translated(error) instanceof RecursionError
      ? new RecursionError('maximum recursion depth exceeded while getting the repr of an object')
      : error
  }
}

/**
 * Formats a value as `print` shows it.
 *
 * @throws RecursionError for a value that is nested too deeply
 * @see https://docs.python.org/3.14/library/stdtypes.html#str
 */
export function str(value: unknown): string {
  return typeof value === 'string' ? value : formatted(formatStr, value)
}

/**
 * Formats a value as Python shows it inside a list.
 *
 * @throws RecursionError for a value that is nested too deeply
 * @see https://docs.python.org/3.14/library/functions.html#repr
 */
export function repr(value: unknown): string {
  return formatted(formatRepr, value)
}
