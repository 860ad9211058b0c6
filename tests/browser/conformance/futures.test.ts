import { describe, expect } from 'vitest'
import { heading } from './futures-heading'
import { promise } from './promise'

describe('concurrent.futures.Future', () => {
  promise('running, cancelled and done return its state', `${heading}
export function main() {
  const futures = [pending(), running(), cancelled(), notified(), failed(), successful()]
  assertEqual(futures.map(future => future.running()), [false, true, false, false, false, false])
  assertEqual(futures.map(future => future.cancelled()), [false, false, true, true, false, false])
  assertEqual(futures.map(future => future.done()), [false, false, true, true, true, true])
}`)

  promise('cancel works until the call runs', `${heading}
export function main() {
  assertEqual([pending(), running(), cancelled(), notified(), failed(), successful()].map(future => future.cancel()), [true, false, true, true, false, false])
}`)

  promise('result and exception wait, and raise TimeoutError when the time is over', `${heading}
export function main() {
  assertRaises(TimeoutError, () => pending().result({ timeout: 0 }))
  assertRaises(TimeoutError, () => running().exception({ timeout: 0 }))
  const seconds = elapsed(() => assertRaises(TimeoutError, () => pending().result({ timeout: 0.1 })))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
}`)

  promise('result gives the result, or raises the exception', `${heading}
export function main() {
  assertEqual(successful().result({ timeout: 0 }), 42)
  assertEqual(successful().exception({ timeout: 0 }), null)
  assertRaises(OSError, () => failed().result({ timeout: 0 }), 'failed')
  assertTrue(failed().exception() instanceof OSError)
  assertRaises(CancelledError, () => cancelled().result({ timeout: 0 }))
  assertRaises(CancelledError, () => notified().exception({ timeout: 0 }))
}`)

  promise('result is the same object each time', `${heading}
function make() {
  return { list: [1] }
}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(make)
  assertTrue(future.result() === future.result())
  const error = pool.submit(fail, 'once').exception()
  assertEqual(error?.message, 'once')
  const other = new Future<unknown>()
  const raised = new ValueError()
  other.setException(raised)
  assertTrue(other.exception() === raised)
}`)

  promise('a thread that waits gets the result that another one sets', `${heading}
function set(future: Future<unknown>, other: Future<unknown>) {
  time.sleep(0.05)
  future.setResult({ from: 'elsewhere' })
  other.cancel()
}
export function main() {
  const future = pending()
  const other = pending()
  const threads = startThreads(1, set, future, other)
  assertEqual(future.result({ timeout: 10 }), { from: 'elsewhere' })
  assertRaises(CancelledError, () => other.result({ timeout: 10 }))
  joinThreads(threads)
}`)

  promise('setResult and setException of a future that is done raise InvalidStateError', `${heading}
export function main() {
  const future = successful()
  assertRaises(InvalidStateError, () => future.setResult(2), /^FINISHED: <Future at 0x[0-9a-f]+ state=finished returned int>$/)
  assertRaises(InvalidStateError, () => failed().setException(new ValueError()), /^FINISHED: <Future at 0x[0-9a-f]+ state=finished raised OSError>$/)
  assertRaises(InvalidStateError, () => cancelled().setResult(2), /^CANCELLED: <Future at 0x[0-9a-f]+ state=cancelled>$/)
  assertEqual(future.result(), 42)
}`)

  promise('setRunningOrNotifyCancel says whether to make the call, and can be called once', `${heading}
export function main() {
  const future = pending()
  assertEqual(future.setRunningOrNotifyCancel(), true)
  assertRaises(RuntimeError, () => future.setRunningOrNotifyCancel())
  assertEqual(cancelled().setRunningOrNotifyCancel(), false)
}`)

  promise('done callbacks are called with the future, in the order in which they were added', `${heading}
const log = shared.array(3)
function first(future: Future<unknown>) {
  log[count.value] = 1
  count.value += 1
  assertEqual(future.result(), 'done')
}
function second() {
  log[count.value] = 2
  count.value += 1
}
export function main() {
  const future = pending()
  future.addDoneCallback(first)
  future.addDoneCallback(second)
  future.addDoneCallback(first)
  assertEqual(count.value, 0)
  future.setResult('done')
  assertEqual([...log], [1, 2, 1])
}`)

  promise('a done callback is called by cancel and by setException too, and at once if the future is done', `${heading}
function check(future: Future<unknown>) {
  count.value += future.cancelled() ? 1 : future.exception() ? 10 : 100
}
export function main() {
  const [a, b] = [pending(), pending()]
  a.addDoneCallback(check)
  b.addDoneCallback(check)
  a.cancel()
  assertEqual(count.value, 1)
  b.setException(new ValueError())
  assertEqual(count.value, 11)
  for (const future of [cancelled(), failed(), successful()])
    future.addDoneCallback(check)
  assertEqual(count.value, 122)
}`)

  promise('a done callback that raises is reported, and the others are called', `${heading}
function raise() {
  throw new ValueError('in the callback')
}
function note() {
  count.value += 1
}
export function main() {
  const future = pending()
  future.addDoneCallback(raise)
  future.addDoneCallback(note)
  future.setResult(1)
  future.addDoneCallback(raise)
  assertEqual(count.value, 1)
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems.map(({ type, message, hint }) => [type, message, hint?.slice(0, 33)])).toEqual(Array.from({ length: 2 }, () => ['ValueError', 'in the callback', 'exception calling callback for <F']))
  } })

  promise('a callback that is a closure is refused', `${heading}
export function main() {
  assertRaises(TypeError, () => pending().addDoneCallback(() => 1), /top level/)
}`)

  promise('it is shown with its state', `${heading}
export function main() {
  const shown = [pending(), running(), cancelled(), notified(), failed(), successful()].map(future => String(future).replace(/0x[0-9a-f]+/, '0x'))
  assertEqual(shown, ['<Future at 0x state=pending>', '<Future at 0x state=running>', '<Future at 0x state=cancelled>',
    '<Future at 0x state=cancelled>', '<Future at 0x state=finished raised OSError>', '<Future at 0x state=finished returned int>'])
}`)
})

describe('concurrent.futures.ThreadPoolExecutor', () => {
  promise('submit gives the future of a call in another thread', `${heading}
function name() {
  return currentThread().name
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  assertEqual(pool.submit(mul, 2, 8).result(), 16)
  assertEqual(pool.submit(name).result(), 'ThreadPoolExecutor-0_0')
  assertTrue(pool instanceof Executor)
}`)

  promise('what a call raises is raised by result', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(fail, 'no threes')
  assertRaises(ValueError, () => future.result(), 'no threes')
  assertTrue(future.exception() instanceof ValueError)
}`)

  promise('what can\'t cross is an error: closures and arguments in submit, results in the future', `${heading}
async function later() {}
function closure() {
  return () => 1
}
export function main() {
  using pool = new ThreadPoolExecutor()
  assertRaises(TypeError, () => pool.submit(() => 1), /top level/)
  assertRaises(TypeError, () => pool.submit(later), /asyncio\\.run/)
  assertRaises(TypeError, () => pool.submit(mul, (() => 1) as never, 2), /can't cross/)
  assertRaises(TypeError, () => pool.submit(closure).result(), /can't cross/)
}`)

  promise('map gives the results in the order of the items, of one iterable or several', `${heading}
function slowest(n: number) {
  time.sleep((5 - n) * 0.01)
  return n * n
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 5 })
  assertEqual([...pool.map(slowest, range(5))], [0, 1, 4, 9, 16])
  assertEqual([...pool.map(mul, [1, 2, 3], new Set([10, 20]))], [10, 40])
  assertEqual([...pool.map(mul, range(10), range(10), { chunksize: 3 })], range(10).map(n => n * n))
  assertEqual([...pool.map(mul, [], [])], [])
}`)

  promise('map submits at once, and raises what a call raised when its turn comes', `${heading}
function divide(a: number, b: number) {
  bump(count)
  if (b === 0)
    throw new ZeroDivisionError('integer division or modulo by zero')
  return Math.floor(a / b)
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const results = pool.map(divide, [1, 1, 1, 1], [2, 1, 0, 5])
  waitUntil(() => count.value === 4)
  assertEqual([results.next().value, results.next().value], [0, 1])
  assertRaises(ZeroDivisionError, () => results.next())
  assertEqual(results.next().done, true)
  const unread = pool.map(divide, range(5), range(5))
  pool.shutdown()
  assertEqual(count.value, 9)
  void unread
}`)

  promise('map with a timeout raises TimeoutError, and cancels what has not begun', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  const first = pool.submit(stay)
  const results = pool.map(sleep, [0, 0], { timeout: 0 })
  assertRaises(TimeoutError, () => results.next())
  leave.set()
  assertEqual(first.result(), 'stayed')
  pool.shutdown()
  assertEqual(count.value, 1)
}`)

  promise('leaving map\'s iterator early cancels the calls that have not begun', `${heading}
function step(n: number) {
  if (n > 0)
    stay()
  return n
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  for (const result of pool.map(step, range(5))) {
    assertEqual(result, 0)
    break
  }
  leave.set()
  pool.shutdown()
  assertTrue(count.value <= 1)
}`)

  promise('map with buffersize takes no more items than that ahead of the results', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  let taken = 0
  function* items() {
    for (const n of range(10)) {
      taken += 1
      yield n
    }
  }
  const results = pool.map(mul, items(), range(10), { buffersize: 3 })
  assertEqual(taken, 3)
  assertEqual(results.next().value, 0)
  assertEqual(taken, 4)
  assertEqual([...results], range(1, 10).map(n => n * n))
  assertRaises(ValueError, () => pool.map(mul, [1], [2], { buffersize: 0 }), 'buffersize must be None or > 0')
  assertRaises(TypeError, () => pool.map(mul, [1], [2], { buffersize: 1.5 }), 'buffersize must be an integer or None')
}`)

  promise('it has at most maxWorkers threads', `${heading}
const semaphore = new Semaphore({ value: 0 })
function acquire() {
  semaphore.acquire()
}
export function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 3, threadNamePrefix: 'mine' })
  const futures = range(20).map(() => pool.submit(acquire))
  assertEqual(enumerate().map(thread => thread.name), ['MainThread', 'mine_0', 'mine_1', 'mine_2'])
  semaphore.release({ n: 20 })
  pool.shutdown()
  assertTrue(futures.every(future => future.done()))
  assertEqual(enumerate().length, 1)
}`)

  promise('an idle thread is used again before a further one is started', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 4 })
  for (const n of range(3)) {
    pool.submit(mul, n, 1).result()
    // Until the thread is idle again.
    time.sleep(0.15)
  }
  assertEqual(enumerate().length, 2)
}`)

  promise('maxWorkers is min(32, processors + 4) by default, and at least 1', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor()
  const expected = Math.min(32, navigator.hardwareConcurrency + 4)
  for (const _ of range(expected + 5))
    pool.submit(stay)
  waitUntil(() => count.value === expected)
  assertEqual(enumerate().length, 1 + expected)
  leave.set()
  for (const maxWorkers of [0, -1])
    assertRaises(ValueError, () => new ThreadPoolExecutor({ maxWorkers }), 'max_workers must be greater than 0')
}`)

  promise('threads are named after the pool', `${heading}
const both = new Barrier(2)
function name() {
  return currentThread().name
}
function nameOfBoth() {
  both.wait()
  return currentThread().name
}
export function main() {
  using first = new ThreadPoolExecutor({ maxWorkers: 1 })
  using second = new ThreadPoolExecutor({ maxWorkers: 1 })
  using third = new ThreadPoolExecutor({ maxWorkers: 2, threadNamePrefix: 'special' })
  assertEqual([first.submit(name).result(), second.submit(name).result()], ['ThreadPoolExecutor-0_0', 'ThreadPoolExecutor-1_0'])
  assertEqual([...third.map(nameOfBoth, [1, 2] as never)].sort(), ['special_0', 'special_1'])
}`)

  promise('shutdown waits for what was submitted; after it submit raises RuntimeError', `${heading}
export function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const futures = range(6).map(() => pool.submit(sleep, 0.02))
  pool.shutdown()
  assertTrue(futures.every(future => future.done() && !future.cancelled()))
  assertRaises(RuntimeError, () => pool.submit(mul, 1, 2), 'cannot schedule new futures after shutdown')
  assertRaises(RuntimeError, () => pool.map(mul, [1], [2]))
  pool.shutdown()
}`)

  promise('shutdown with wait: false returns at once, and what was submitted is done', `${heading}
export function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  const futures = [pool.submit(stay), pool.submit(mul, 2, 3)]
  pool.shutdown({ wait: false })
  assertFalse(futures[1]!.done())
  leave.set()
  assertEqual(futures[1]!.result(), 6)
}`)

  promise('shutdown with cancelFutures: true cancels what has not begun', `${heading}
export function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 1 })
  const first = pool.submit(stay)
  const others = range(5).map(n => pool.submit(mul, n, n))
  waitUntil(() => first.running())
  pool.shutdown({ wait: false, cancelFutures: true })
  assertTrue(others.every(future => future.cancelled()))
  assertFalse(first.cancelled())
  leave.set()
  assertEqual(first.result(), 'stayed')
}`)

  promise('using shuts it down at the end of the block', `${heading}
export function main() {
  let future
  {
    using pool = new ThreadPoolExecutor()
    future = pool.submit(sleep, 0.05)
  }
  assertTrue(future.done())
}`)

  promise('a pool that was not shut down finishes its calls before the program ends', `${heading}
const pool = new ThreadPoolExecutor({ maxWorkers: 2 })
function work(n: number) {
  time.sleep(0.05)
  print('done', n)
}
export function main() {
  for (const n of range(4))
    pool.submit(work, n)
}`, { check: ({ lines, problems, summary }) => {
    expect(problems).toEqual([])
    expect(lines.sort()).toEqual(['done 0', 'done 1', 'done 2', 'done 3'])
    expect(summary.outcome).toBe('finished')
  } })

  promise('the initializer is called in each thread first', `${heading}
import { local } from 'threading'
const data = new local<{ tag?: string }>()
function init(tag: string) {
  data.tag = tag
}
function tag() {
  return data.tag
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2, initializer: init, initargs: ['set'] })
  assertEqual([...pool.map(tag, range(6) as never)], Array.from({ length: 6 }, () => 'set'))
  assertRaises(TypeError, () => new ThreadPoolExecutor({ initializer: () => 1 }), /top level/)
}`)

  promise('an initializer that raises breaks the pool', `${heading}
function init() {
  leave.wait()
  throw new ValueError('error in initializer')
}
export function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 1, initializer: init })
  const futures = range(3).map(n => pool.submit(mul, n, n))
  leave.set()
  for (const future of futures)
    assertTrue(future.exception() instanceof BrokenExecutor)
  const error = futures[0]!.exception()!
  assertEqual([error.name, error.message], ['BrokenThreadPool', 'A thread initializer failed, the thread pool is not usable anymore'])
  let refused: unknown
  try {
    pool.submit(mul, 1, 1)
  }
  catch (raised) {
    refused = raised
  }
  assertTrue(refused instanceof BrokenExecutor)
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems).toMatchObject([{ type: 'ValueError', message: 'error in initializer' }])
  } })

  promise('a call can submit further calls to its pool', `${heading}
const pool = new ThreadPoolExecutor({ maxWorkers: 2 })
function outer(n: number): number {
  return pool.submit(mul, n, 2).result() + 1
}
function passed(given: ThreadPoolExecutor, n: number): number {
  return given.submit(mul, n, 3).result()
}
export function main() {
  assertEqual(pool.submit(outer, 4).result(), 9)
  assertEqual(pool.submit(passed, pool, 4).result(), 12)
}`)
})
