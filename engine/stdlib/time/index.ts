/**
 * `time`: clocks and `sleep`.
 *
 * @see https://docs.python.org/3.14/library/time.html
 */
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { current } from '../../kernel/current'
import { ValueError } from '../../kernel/errors'
import { futexWait } from '../../kernel/futex'
import { schedulePoint } from '../../kernel/schedule'
import { CLOCK, Op } from '../../protocol/baton-layout'
import { waitAddressOf } from '../../protocol/layout'
import { State } from '../../protocol/trace'
import { checkSeconds } from '../threading/timeout'
import { formatTime } from './strftime'

/**
 * Suspends this thread for a number of seconds. It releases the GIL.
 *
 * @throws ValueError when the time is negative
 * @throws OverflowError beyond `threading.TIMEOUT_MAX`
 * @see https://docs.python.org/3.14/library/time.html#time.sleep
 */
export function sleep(seconds: number): void {
  checkSeconds(seconds)
  if (seconds < 0)
    throw new ValueError('sleep length must be non-negative')
  if (seconds === 0)
    schedulePoint(Op.Sleep, 0)
  // A word of this worker's own: only Stop ever wakes a thread that waits on it.
  const address = waitAddressOf(current.worker) + 1
  blocking(State.Sleeping, 0, 0, () => {
    const deadline = now() + seconds * 1000
    for (let left = seconds * 1000; left > 0; left = deadline - now())
      futexWait(address, 0, left)
  })
}

/**
 * Seconds of a monotonic clock with the highest available resolution; the same in all threads of a run.
 *
 * @see https://docs.python.org/3.14/library/time.html#time.perf_counter
 */
export function perfCounter(): number {
  schedulePoint(Op.Read, CLOCK)
  return now() / 1000
}

/**
 * Seconds of a monotonic clock.
 *
 * @see https://docs.python.org/3.14/library/time.html#time.monotonic
 */
export function monotonic(): number {
  schedulePoint(Op.Read, CLOCK)
  return now() / 1000
}

/**
 * Seconds since 1970-01-01 00:00 UTC.
 *
 * @see https://docs.python.org/3.14/library/time.html#time.time
 */
export function time(): number {
  schedulePoint(Op.Read, CLOCK)
  return (performance.timeOrigin + performance.now()) / 1000
}

/**
 * Formats the local time: `time.strftime('%H:%M:%S')`.
 *
 * @throws ValueError for an unsupported directive
 * @see https://docs.python.org/3.14/library/time.html#time.strftime
 */
export function strftime(format: string): string {
  return formatTime(format, new Date(time() * 1000))
}

/** The local time as a string, `Sun Jun 20 23:21:05 1993`; or that of a number of seconds since 1970. @see https://docs.python.org/3.14/library/time.html#time.ctime */
export function ctime(seconds = time()): string {
  return formatTime('%a %b %e %H:%M:%S %Y', new Date(seconds * 1000))
}

/** Like {@link perfCounter}, in nanoseconds. @see https://docs.python.org/3.14/library/time.html#time.perf_counter_ns */
export function perfCounterNs(): number {
  schedulePoint(Op.Read, CLOCK)
  return Math.round(now() * 1e6)
}

/** Like {@link monotonic}, in nanoseconds. @see https://docs.python.org/3.14/library/time.html#time.monotonic_ns */
export function monotonicNs(): number {
  schedulePoint(Op.Read, CLOCK)
  return Math.round(now() * 1e6)
}
