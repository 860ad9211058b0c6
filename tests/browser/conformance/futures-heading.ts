/** What the snippets about concurrent.futures begin with: imports, calls to submit, and a future in each state. */
export const heading = `
import { ALL_COMPLETED, asCompleted, BrokenExecutor, CancelledError, Executor, FIRST_COMPLETED, FIRST_EXCEPTION, Future, InvalidStateError, ThreadPoolExecutor, TimeoutError, wait } from 'concurrent.futures'
import { Barrier, currentThread, enumerate, Event, Semaphore } from 'threading'
import { OSError, print, range, RuntimeError, ValueError, ZeroDivisionError } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const leave = new Event()
const count = shared.int(0)
function mul(a: number, b: number) {
  return a * b
}
function sleep(seconds: number) {
  time.sleep(seconds)
  return seconds
}
function stay() {
  bump(count)
  leave.wait()
  return 'stayed'
}
function fail(message: string): number {
  throw new ValueError(message)
}
function pending() {
  return new Future<unknown>()
}
function running() {
  const future = new Future<unknown>()
  future.setRunningOrNotifyCancel()
  return future
}
function cancelled() {
  const future = new Future<unknown>()
  future.cancel()
  return future
}
function notified() {
  const future = cancelled()
  future.setRunningOrNotifyCancel()
  return future
}
function failed() {
  const future = new Future<unknown>()
  future.setException(new OSError('failed'))
  return future
}
function successful() {
  const future = new Future<unknown>()
  future.setResult(42)
  return future
}
`
