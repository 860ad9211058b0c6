import { OverflowError, ValueError } from '../../kernel/errors'

/** Options of `acquire`. */
export interface AcquireOptions {
  /** Whether to wait. @default true */
  blocking?: boolean
  /** How many seconds to wait at most; -1 is for ever. @default -1 */
  timeout?: number
}

/**
 * The longest timeout in seconds.
 *
 * @see https://docs.python.org/3.14/library/threading.html#threading.TIMEOUT_MAX
 */
export const TIMEOUT_MAX = 9223372036

/**
 * How long `acquire` waits, in milliseconds: 0 if it doesn't.
 *
 * @throws ValueError for a timeout with `blocking: false`, and for a negative one other than -1
 * @throws OverflowError for one over {@link TIMEOUT_MAX}
 */
export function timeoutOf({ blocking = true, timeout = -1 }: AcquireOptions): number {
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
    throw new OverflowError('timeout value is too large')
  return timeout * 1000
}

/** A timeout in seconds, where null and undefined are for ever and a negative one is none, in milliseconds. */
export function optionalTimeout(timeout: number | null | undefined): number {
  return timeout === undefined || timeout === null ? Infinity : Math.max(0, timeout * 1000)
}
