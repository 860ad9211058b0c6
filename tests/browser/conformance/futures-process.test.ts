import { describe, expect } from 'vitest'
import { promise } from './promise'

const heading = `
import { asCompleted, BrokenExecutor, CancelledError, Future, ProcessPoolExecutor, wait } from 'concurrent.futures'
import { currentThread, Event, Lock, mainThread, Thread } from 'threading'
import { print, range, repr, RuntimeError, ValueError } from 'builtins'
import * as asyncio from 'asyncio'
import * as shared from 'shared'
import * as time from 'time'
const count = shared.int(0)
const lock = new Lock()
const state = { value: 'as the module makes it' }
function mul(a: number, b: number) {
  return a * b
}
function sleep(seconds: number) {
  time.sleep(seconds)
  return seconds
}
function fail(message: string): number {
  throw new ValueError(message)
}
function increment(by: number) {
  using _ = lock.hold()
  count.value += by
  return count.value
}
`

describe('concurrent.futures.ProcessPoolExecutor', () => {
  promise('submit gives the future of a call in another process', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  assertEqual(pool.submit(mul, 2, 8).result(), 16)
  const future = pool.submit(fail, 'no threes')
  assertRaises(ValueError, () => future.result(), 'no threes')
}`)

  promise('a process evaluates the module afresh and has a memory of its own', `${heading}
function look() {
  return [state.value, count.value]
}
export function main() {
  count.value = 100
  state.value = 'changed'
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  assertEqual(pool.submit(look).result(), ['as the module makes it', 0])
  assertEqual([pool.submit(increment, 1).result(), pool.submit(increment, 1).result()], [1, 2])
  assertEqual(count.value, 100)
}`)

  promise('its primitives are its own: a lock that this process holds does not keep it', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  using _ = lock.hold()
  assertEqual(pool.submit(increment, 5).result({ timeout: 20 }), 5)
}`)

  promise('shared objects and primitives can\'t be copied: the future has a TypeError, as for what can\'t be pickled', `${heading}
function give() {
  return lock
}
function take(it: unknown) {
  return repr(it)
}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  assertTrue(/^cannot pickle 'Lock' object/.test(pool.submit(take, { a: [lock] }).exception()!.message))
  assertRaises(TypeError, () => pool.submit(take, count).result(), /^cannot pickle 'SharedInt' object/)
  assertRaises(TypeError, () => pool.submit(give).result(), /^cannot pickle 'Lock' object/)
  assertRaises(TypeError, () => pool.submit(() => 1), /top level/)
  assertEqual(pool.submit(take, { a: [1, 'two'], b: new Map([[1, 2]]) }).result(), '{\\'a\\': [1, \\'two\\'], \\'b\\': {1: 2}}')
}`)

  promise('a process can start threads and run an event loop', `${heading}
async function later(n: number) {
  await asyncio.sleep(0.01)
  return n + 1
}
function work() {
  assertTrue(currentThread() === mainThread() && currentThread().name === 'MainThread')
  joinThreads(startThreads(3, increment, 2))
  return [count.value, asyncio.run(later(count.value))]
}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  assertEqual(pool.submit(work).result(), [6, 7])
}`)

  promise('map gives the results in the order of the items, in chunks too', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  const squares = range(10).map(n => n * n)
  assertEqual([...pool.map(mul, range(10), range(10))], squares)
  assertEqual([...pool.map(mul, range(10), range(10), { chunksize: 3 })], squares)
  assertEqual([...pool.map(mul, range(10), range(10), { chunksize: 50 })], squares)
  assertRaises(ValueError, () => pool.map(mul, [1], [2], { chunksize: 0 }), 'chunksize must be >= 1.')
}`)

  promise('a call that has not begun can be cancelled', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  const futures = range(3).map(() => pool.submit(sleep, 0.1))
  waitUntil(() => futures[0]!.running())
  assertEqual([futures[0]!.cancel(), futures[2]!.cancel()], [false, true])
  assertEqual(wait(futures).done.size, 3)
  assertRaises(CancelledError, () => futures[2]!.result())
}`)

  promise('wait and asCompleted are notified of its futures', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  const futures = range(6).map(n => pool.submit(mul, n, n))
  assertEqual(wait(futures, { timeout: 20 }).notDone.size, 0)
  const more = range(6).map(n => pool.submit(mul, n, n))
  assertEqual([...asCompleted(more)].map(future => future.result()).sort((a, b) => a - b), [0, 1, 4, 9, 16, 25])
}`)

  promise('done callbacks are called in this process', `${heading}
const seen = shared.int(0)
const called = new Event()
function note(future: Future<number>) {
  seen.value = future.result()
  assertTrue(currentThread() !== mainThread())
  called.set()
}
export function main() {
  {
    using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
    const future = pool.submit(mul, 6, 7)
    future.addDoneCallback(note)
    assertTrue(called.wait({ timeout: 20 }))
  }
  assertEqual(seen.value, 42)
}`)

  promise('shutdown waits for what was submitted; after it submit raises RuntimeError', `${heading}
export function main() {
  const pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  const futures = range(4).map(() => pool.submit(sleep, 0.02))
  pool.shutdown()
  assertTrue(futures.every(future => future.done() && !future.cancelled()))
  assertRaises(RuntimeError, () => pool.submit(mul, 1, 2), 'cannot schedule new futures after shutdown')
}`)

  promise('a pool that was not shut down finishes its calls before the program ends', `${heading}
const pool = new ProcessPoolExecutor({ maxWorkers: 1 })
function say(n: number) {
  time.sleep(0.02)
  print('done', n)
}
export function main() {
  for (const n of range(3))
    pool.submit(say, n)
}`, { check: ({ output, problems, summary }) => {
    expect(problems).toEqual([])
    expect(summary.outcome).toBe('finished')
    expect(output.map(({ text, thread }) => [text, thread])).toEqual([['done 0', 'SpawnProcess-1'], ['done 1', 'SpawnProcess-1'], ['done 2', 'SpawnProcess-1']])
  } })

  promise('the initializer is called in each process first; one that raises breaks the pool', `${heading}
function init(value: string) {
  state.value = value
}
function bad() {
  throw new ValueError('error in initializer')
}
function get() {
  return state.value
}
export function main() {
  {
    using pool = new ProcessPoolExecutor({ maxWorkers: 2, initializer: init, initargs: ['set'] })
    assertEqual(range(4).map(() => pool.submit(get)).map(future => future.result()), ['set', 'set', 'set', 'set'])
  }
  const broken = new ProcessPoolExecutor({ maxWorkers: 1, initializer: bad })
  const error = broken.submit(get).exception()
  assertTrue(error instanceof BrokenExecutor)
  assertEqual(error.name, 'BrokenProcessPool')
  let refused: unknown
  try {
    broken.submit(get)
  }
  catch (raised) {
    refused = raised
  }
  assertTrue(refused instanceof BrokenExecutor)
  assertRaises(ValueError, () => new ProcessPoolExecutor({ maxWorkers: 0 }), 'max_workers must be greater than 0')
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems).toMatchObject([{ type: 'ValueError', message: 'error in initializer' }])
  } })

  promise('after maxTasksPerChild calls a fresh process takes its place', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1, maxTasksPerChild: 2 })
  assertEqual(range(5).map(() => pool.submit(increment, 1)).map(future => future.result()), [1, 2, 1, 2, 1])
  assertRaises(ValueError, () => new ProcessPoolExecutor({ maxTasksPerChild: 0 }), 'max_tasks_per_child must be >= 1')
}`)

  promise('a pool may go through more processes than can be alive at a time', `${heading}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2, maxTasksPerChild: 1 })
  const futures = range(140).map(() => pool.submit(increment, 1))
  assertTrue(futures.every(future => future.result() === 1))
}`, { modes: ['free'], timeout: 90 })

  promise('it computes beside the main thread, which keeps the GIL', `${heading}
function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  pool.submit(mul, 1, 1).result()
  const future = pool.submit(fib, 27)
  while (!future.done())
    fib(10)
  assertEqual(future.result(), 196418)
}`, { modes: ['gil'], check: ({ problems, summary }) => {
    expect(problems).toEqual([])
    // No other thread wanted the GIL.
    expect(summary.gilRequests).toBe(0)
  } })

  promise('an event loop can wait for its calls', `${heading}
export async function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  const loop = asyncio.getRunningLoop()
  const results = await asyncio.gather(...range(4).map(n => loop.runInExecutor(pool, mul, n, n)))
  assertEqual(results, [0, 1, 4, 9])
}`)

  promise('what a process prints at the module\'s top level is not printed again', `${heading}
print('top level')
export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 1 })
  assertEqual(pool.submit(mul, 2, 3).result(), 6)
}`, { check: ({ lines, problems }) => {
    expect(problems).toEqual([])
    expect(lines).toEqual(['top level'])
  } })
})
