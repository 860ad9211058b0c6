import { OverflowError, ValueError } from '../../kernel/errors'
import { describe } from '../../kernel/functions'
import { checkOptions } from '../../kernel/options'

/** Options of `acquire`. */
export interface AcquireOptions {
  /** Whether to wait. @default true */
  blocking?: boolean
  /** How many seconds to wait at most; -1 is for ever. @default -1 */
  timeout?: number
}

/** Options of calls that wait. */
export interface WaitOptions {
  /** How many seconds to wait at most. @default for ever */
  timeout?: number | null
}

/**
 * The longest timeout in seconds.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.TIMEOUT_MAX
 */
export const TIMEOUT_MAX = 9223372036

const ACQUIRE_NAMES = ['blocking', 'timeout']
const WAIT_NAMES = ['timeout']

/**
 * How long `Lock.acquire` waits, in milliseconds: 0 if it doesn't.
 *
 * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
 * @throws OverflowError for one over {@link TIMEOUT_MAX}
 */
export function timeoutOf(options: AcquireOptions): number {
  checkOptions('acquire', options, ACQUIRE_NAMES)
  const { blocking = true, timeout = -1 } = options
  checkNumber(timeout)
  if (!blocking) {
    if (timeout !== -1)
      throw new ValueError('can\'t specify a timeout for a non-blocking call')
    return 0
  }
  if (timeout === -1)
    return Infinity
  if (timeout < 0)
    throw new ValueError('timeout value must be a non-negative number')
  if (timeout > TIMEOUT_MAX)
    throw new OverflowError('timestamp too large to convert to C PyTime_t')
  return timeout * 1000
}

function checkNumber(timeout: unknown): void {
  if (typeof timeout !== 'number')
    throw new TypeError(`'${describe(timeout)}' object cannot be interpreted as an integer or float`)
  if (Number.isNaN(timeout))
    throw new ValueError('Invalid value NaN (not a number)')
}

/** A timeout in seconds, where null and undefined are for ever and a negative one is none, in milliseconds. */
export function optionalTimeout(timeout: number | null | undefined): number {
  if (timeout === undefined || timeout === null)
    return Infinity
  checkNumber(timeout)
  return Math.max(0, timeout * 1000)
}

/**
 * How long a call waits, in milliseconds.
 *
 * @param call the function's name, as errors show it
 */
export function waitTimeout(call: string, options: WaitOptions | undefined): number {
  if (options === undefined)
    return Infinity
  checkOptions(call, options, WAIT_NAMES)
  return optionalTimeout(options.timeout)
}
