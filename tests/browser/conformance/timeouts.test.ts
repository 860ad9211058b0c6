import { describe } from 'vitest'
import { promise } from './promise'

const HEADING = `
import * as asyncio from 'asyncio'
import { BaseException, OverflowError, TimeoutError, ValueError } from 'builtins'
import * as concurrent from 'concurrent.futures'
import * as queue from 'queue'
import * as threading from 'threading'
import * as time from 'time'

function work() {
  time.sleep(0.05)
}
function wait(event: threading.Event) {
  event.wait()
}

/** Checks that each call refuses a timeout that is beyond what the machine can count. */
function assertOverflow(calls: Record<string, (timeout: number) => unknown>): void {
  for (const [name, call] of Object.entries(calls)) {
    for (const timeout of [1e100, Infinity, threading.TIMEOUT_MAX + 1]) {
      try {
        call(timeout)
      }
      catch (error) {
        assertTrue(error.constructor === OverflowError && error.message === 'timestamp out of range for platform time_t', \`\${name}(\${timeout}): \${error}\`)
        continue
      }
      assertTrue(false, \`\${name}(\${timeout})\`)
    }
  }
}
`

describe('a timeout beyond the range', () => {
  promise('is an OverflowError of every call that would have to wait', `${HEADING}
export function main() {
  const lock = new threading.Lock()
  lock.acquire()
  const condition = new threading.Condition()
  condition.acquire()
  const full = new queue.Queue({ maxsize: 1 })
  full.put(1)
  const pending = new concurrent.Future()
  const held = new threading.Event()
  const thread = new threading.Thread({ target: wait, args: [held] })
  thread.start()
  using pool = new concurrent.ThreadPoolExecutor()
  try {
    assertAll()
  }
  finally {
    held.set()
    condition.release()
  }
  function assertAll() {
    assertOverflow({
    'Lock.acquire': timeout => lock.acquire({ timeout }),
    'RLock.acquire': timeout => new threading.RLock().acquire({ timeout }),
    'Condition.acquire': timeout => condition.acquire({ timeout }),
    'Condition.wait': timeout => condition.wait({ timeout }),
    'Condition.waitFor': timeout => condition.waitFor(() => false, { timeout }),
    'Event.wait': timeout => new threading.Event().wait({ timeout }),
    'Semaphore.acquire': timeout => new threading.Semaphore({ value: 0 }).acquire({ timeout }),
    'BoundedSemaphore.acquire': timeout => new threading.BoundedSemaphore({ value: 0 }).acquire({ timeout }),
    'Barrier.wait': timeout => new threading.Barrier(2).wait({ timeout }),
    'Barrier(timeout)': timeout => new threading.Barrier(2, { timeout }).wait(),
    'Thread.join': timeout => thread.join({ timeout }),
    'Queue.get': timeout => new queue.Queue().get({ timeout }),
    'LifoQueue.get': timeout => new queue.LifoQueue().get({ timeout }),
    'PriorityQueue.get': timeout => new queue.PriorityQueue().get({ timeout }),
    'Queue.put': timeout => full.put(2, { timeout }),
    'SimpleQueue.get': timeout => new queue.SimpleQueue().get({ timeout }),
    'Future.result': timeout => pending.result({ timeout }),
    'Future.exception': timeout => pending.exception({ timeout }),
    'Executor.map': timeout => [...pool.map(wait, [held], { timeout })],
    'wait': timeout => concurrent.wait([pending], { timeout }),
    'asCompleted': timeout => [...concurrent.asCompleted([pending], { timeout })],
    'time.sleep': timeout => time.sleep(timeout),
    })
  }
}`)

  promise('leaves everything as it was', `${HEADING}
export function main() {
  const condition = new threading.Condition()
  condition.acquire()
  assertRaises(OverflowError, () => condition.wait({ timeout: 1e100 }))
  condition.release()
  const barrier = new threading.Barrier(2)
  assertRaises(OverflowError, () => barrier.wait({ timeout: 1e100 }))
  assertEqual([barrier.broken, barrier.nWaiting], [false, 0])
  const items = new queue.Queue()
  assertRaises(OverflowError, () => items.get({ timeout: 1e100 }))
  items.put(1)
  assertEqual(items.get(), 1)
}`)

  promise('is nothing to a call that doesn\'t have to wait, but for those that look at it first', `${HEADING}
export function main() {
  const timeout = 1e100
  const event = new threading.Event()
  event.set()
  assertTrue(event.wait({ timeout }))
  assertTrue(new threading.Semaphore().acquire({ timeout }))
  assertEqual(new threading.Barrier(1).wait({ timeout }), 0)
  assertEqual(new threading.Condition().waitFor(() => 5, { timeout }), 5)
  const items = new queue.Queue()
  items.put(1, { timeout })
  assertEqual(items.get({ timeout }), 1)
  const done = new concurrent.Future<number>()
  done.setResult(1)
  assertEqual([done.result({ timeout }), done.exception({ timeout })], [1, null])
  assertEqual(concurrent.wait([done], { timeout }).done.size, 1)
  assertEqual([...concurrent.asCompleted([done], { timeout })].length, 1)
  const simple = new queue.SimpleQueue()
  simple.put(1, { timeout })
  const ended = new threading.Thread({ target: work })
  ended.start()
  ended.join()
  assertOverflow({
    'Lock.acquire': timeout => new threading.Lock().acquire({ timeout }),
    'SimpleQueue.get': timeout => simple.get({ timeout }),
    'Thread.join': timeout => ended.join({ timeout }),
  })
}`)

  promise('is never over for an event loop', `${HEADING}
export async function main() {
  const task = asyncio.createTask(asyncio.sleep(Infinity))
  asyncio.getRunningLoop().callLater(Infinity, () => assertTrue(false))
  await using _ = asyncio.timeout(1e100)
  await asyncio.wait([asyncio.createTask(asyncio.sleep(0.01))], { timeout: Infinity })
  await asyncio.waitFor(asyncio.sleep(0.01), Infinity)
  assertFalse(task.done())
  task.cancel()
}`)
})

describe('naN', () => {
  promise('is a ValueError where something would wait for it', `${HEADING}
export function main() {
  const timeout = NaN
  const condition = new threading.Condition()
  using _ = condition.hold()
  const thread = new threading.Thread({ target: work })
  thread.start()
  for (const call of [
    () => new threading.Lock().acquire({ timeout }),
    () => new threading.RLock().acquire({ timeout }),
    () => condition.waitFor(() => false, { timeout }),
    () => new threading.Semaphore({ value: 0 }).acquire({ timeout }),
    () => new threading.Barrier(2).wait({ timeout }),
    () => thread.join({ timeout }),
    () => new queue.Queue().get({ timeout }),
    () => new queue.SimpleQueue().get({ timeout }),
    () => [...concurrent.asCompleted([new concurrent.Future()], { timeout })],
    () => time.sleep(timeout),
  ])
    assertRaises(ValueError, call, 'Invalid value NaN (not a number)')
  thread.join()
}`)

  promise('is no time to those that CPython compares it with zero', `${HEADING}
export function main() {
  const timeout = NaN
  const condition = new threading.Condition()
  using _ = condition.hold()
  assertFalse(new threading.Event().wait({ timeout }))
  assertFalse(condition.wait({ timeout }))
  const future = new concurrent.Future()
  assertRaises(TimeoutError, () => future.result({ timeout }))
  assertRaises(TimeoutError, () => future.exception({ timeout }))
  assertEqual(concurrent.wait([future], { timeout }).notDone.size, 1)
}`)

  promise('is a ValueError of an event loop', `${HEADING}
async function raised(coroutine: () => PromiseLike<unknown>): Promise<void> {
  try {
    await coroutine()
  }
  catch (error) {
    assertTrue(error.constructor === ValueError && error.message === 'Invalid delay: NaN (not a number)', String(error))
    return
  }
  assertTrue(false, String(coroutine))
}
async function withTimeout() {
  await using _ = asyncio.timeout(NaN)
}
export async function main() {
  const loop = asyncio.getRunningLoop()
  const message = 'Invalid delay: NaN (not a number)'
  assertRaises(ValueError, () => loop.callLater(NaN, work), message)
  assertRaises(ValueError, () => loop.callAt(NaN, work), message)
  await raised(() => asyncio.sleep(NaN))
  await raised(withTimeout)
  const pending = asyncio.createTask(asyncio.sleep(10))
  await raised(() => asyncio.wait([pending], { timeout: NaN }))
  await raised(() => asyncio.waitFor(pending, NaN))
  pending.cancel()
}`)

  promise('what is no number is a TypeError', `${HEADING}
export function main() {
  const timeout = '1' as never
  assertRaises(TypeError, () => new threading.Lock().acquire({ timeout }), "'str' object cannot be interpreted as an integer or float")
  assertRaises(TypeError, () => new threading.Event().wait({ timeout }))
  assertRaises(TypeError, () => new queue.Queue().get({ timeout }), "'<' not supported between instances of 'str' and 'int'")
  assertRaises(TypeError, () => time.sleep(timeout))
}`)
})
