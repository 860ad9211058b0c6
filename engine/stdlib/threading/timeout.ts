import { OverflowError, ValueError } from '../../kernel/errors'
import { checkOptions } from '../../kernel/options'
import { typeName } from '../../kernel/type-name'

/** Options of `acquire`. */
export interface AcquireOptions {
  /** Whether to wait. @default true */
  blocking?: boolean
  /** The longest to wait, in seconds; -1 is forever. @default -1 */
  timeout?: number
}

/** Options of calls that wait. */
export interface WaitOptions {
  /** The longest to wait, in seconds. @default forever */
  timeout?: number | null
}

/**
 * The longest timeout in seconds.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.TIMEOUT_MAX
 */
export const TIMEOUT_MAX = 9223372036

/** Names of {@link AcquireOptions}. */
export const ACQUIRE_NAMES: readonly string[] = ['blocking', 'timeout']
/** Names of {@link WaitOptions}. */
export const WAIT_NAMES: readonly string[] = ['timeout']

/**
 * How long `Lock.acquire` waits, in milliseconds: 0 if not at all.
 *
 * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
 * @throws OverflowError for one over {@link TIMEOUT_MAX}
 */
export function timeoutOf(options: AcquireOptions): number {
  checkOptions('acquire', options, ACQUIRE_NAMES)
  const { blocking = true, timeout = -1 } = options
  checkSeconds(timeout)
  if (!blocking) {
    if (timeout !== -1)
      throw new ValueError('can\'t specify a timeout for a non-blocking call')
    return 0
  }
  if (timeout === -1)
    return Infinity
  if (timeout < 0)
    throw new ValueError('timeout value must be a non-negative number')
  return timeout * 1000
}

/**
 * Checks a number of seconds, whether or not the call has to wait.
 *
 * @throws TypeError for anything that is not a number, and ValueError for NaN
 * @throws OverflowError beyond {@link TIMEOUT_MAX}
 */
export function checkSeconds(timeout: unknown): void {
  checkNumber(timeout)
  checkRange(Math.abs(timeout) * 1000)
}

/**
 * Checks a timeout before waiting; most calls do so only if they have to wait.
 *
 * @param milliseconds Infinity for none
 * @throws OverflowError beyond {@link TIMEOUT_MAX}
 */
export function checkWaitable(milliseconds: number): void {
  if (milliseconds !== Infinity)
    checkRange(milliseconds)
}

function checkRange(milliseconds: number): void {
  if (milliseconds > TIMEOUT_MAX * 1000)
    throw new OverflowError('timestamp out of range for platform time_t')
}

function checkNumber(timeout: unknown): asserts timeout is number {
  if (typeof timeout !== 'number')
    throw new TypeError(`'${typeName(timeout)}' object cannot be interpreted as an integer or float`)
  if (Number.isNaN(timeout))
    throw new ValueError('Invalid value NaN (not a number)')
}

/**
 * Converts a timeout from seconds to milliseconds: null and undefined mean forever, a negative one 0. Check it with
 * {@link checkWaitable} before waiting.
 *
 * @throws TypeError for anything that is not a number, and ValueError for NaN
 */
export function optionalTimeout(timeout: number | null | undefined): number {
  if (timeout === undefined || timeout === null)
    return Infinity
  checkNumber(timeout)
  return Math.max(0, Math.min(timeout * 1000, Number.MAX_VALUE))
}

/**
 * How long a call waits, in milliseconds; NaN is an error.
 *
 * @param call the function's name, for errors
 */
export function waitTimeout(call: string, options: WaitOptions | undefined): number {
  if (options === undefined)
    return Infinity
  checkOptions(call, options, WAIT_NAMES)
  return Number.isNaN(options.timeout) ? 0 : optionalTimeout(options.timeout)
}
