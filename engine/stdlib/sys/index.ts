/**
 * `sys`: the interpreter settings that concern threads.
 *
 * @see https://docs.python.org/3.14/library/sys.html
 */
import { SystemExit, ValueError } from '../../kernel/errors'
import { gilEnabled } from '../../kernel/gil'
import { words } from '../../kernel/memory'
import { typeName } from '../../kernel/type-name'
import { Word } from '../../protocol/layout'

const MICROSECONDS = 1e6

/**
 * How long a thread waits for the GIL before it requests it, in seconds.
 *
 * @see https://docs.python.org/3.14/library/sys.html#sys.getswitchinterval
 */
export function getswitchinterval(): number {
  return words[Word.SwitchInterval]! / MICROSECONDS
}

/**
 * Sets how long a thread waits for the GIL before it requests it, in seconds, for all threads of the run.
 *
 * @throws ValueError when it is not positive
 * @see https://docs.python.org/3.14/library/sys.html#sys.setswitchinterval
 */
export function setswitchinterval(interval: number): void {
  if (typeof interval !== 'number')
    throw new TypeError(`must be real number, not ${typeName(interval)}`)
  if (!(interval > 0))
    throw new ValueError('switch interval must be strictly positive')
  words[Word.SwitchInterval] = Math.max(1, Math.min(2 ** 31 - 1, Math.round(interval * MICROSECONDS)))
}

/**
 * Whether this run has a GIL.
 *
 * @see https://docs.python.org/3.14/library/sys.html#sys._is_gil_enabled
 */
export function _isGilEnabled(): boolean {
  return gilEnabled()
}

/** {@link _isGilEnabled} under a public name. */
export const isGilEnabled = _isGilEnabled

/**
 * Ends the calling thread, or the program when called by the main thread.
 *
 * @param status null and 0 mean success; anything but a number is printed as an error
 * @throws SystemExit always
 * @see https://docs.python.org/3.14/library/sys.html#sys.exit
 */
export function exit(status: unknown = null): never {
  throw status === null ? new SystemExit() : new SystemExit(status)
}
