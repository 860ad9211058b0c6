import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import { Condition, Lock, RLock } from 'threading'
import { RuntimeError } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const condition = new Condition()
const waiting = shared.int(0)
const notified = shared.int(0)
const state = shared.int(0)
function wait() {
  using _ = condition.hold()
  waiting.value += 1
  assertEqual(condition.wait(), true)
  notified.value += 1
}
/** Threads that wait: each notes so with the lock held, so who takes the lock after that finds it waiting. */
function startWaiting(count: number) {
  const threads = startThreads(count, wait)
  waitUntil(() => waiting.value === count)
  return threads
}
`

describe('threading.Condition', () => {
  promise('its lock is an RLock of its own by default', `${heading}
export function main() {
  assertEqual([condition.acquire(), condition.acquire()], [true, true])
  condition.release()
  condition.release()
  assertRaises(RuntimeError, () => condition.release(), 'cannot release un-acquired lock')
}`)

  promise('it uses the lock that it is given', `${heading}
export function main() {
  const lock = new Lock()
  const shares = new Condition({ lock })
  shares.acquire()
  assertEqual(lock.acquire({ blocking: false }), false)
  shares.release()
  assertEqual(lock.acquire({ blocking: false }), true)
  assertEqual(shares.acquire({ blocking: false }), false)
  assertTrue(shares.locked())
  lock.release()
  {
    using _ = shares.hold()
    assertTrue(lock.locked())
  }
  assertFalse(lock.locked())
  assertRaises(TypeError, () => new Condition({ lock: 1 as never }))
}`)

  promise('wait and notify without the lock raise RuntimeError', `${heading}
function hold() {
  using _ = condition.hold()
  state.value = 1
  time.sleep(0.1)
}
export function main() {
  assertRaises(RuntimeError, () => condition.wait(), 'cannot wait on un-acquired lock')
  assertRaises(RuntimeError, () => condition.notify(), 'cannot notify on un-acquired lock')
  assertRaises(RuntimeError, () => condition.notifyAll(), 'cannot notify on un-acquired lock')
  const threads = startThreads(1, hold)
  waitUntil(() => state.value === 1)
  assertRaises(RuntimeError, () => condition.wait())
  joinThreads(threads)
}`)

  promise('notify wakes one thread, or as many as requested, and no other', `${heading}
export function main() {
  const threads = startWaiting(5)
  {
    using _ = condition.hold()
    condition.notify()
  }
  waitUntil(() => notified.value === 1)
  {
    using _ = condition.hold()
    condition.notify({ n: 2 })
  }
  waitUntil(() => notified.value === 3)
  time.sleep(0.03)
  assertEqual(notified.value, 3)
  {
    using _ = condition.hold()
    condition.notify({ n: 10 })
  }
  joinThreads(threads)
  assertEqual(notified.value, 5)
}`)

  promise('notifyAll wakes all threads', `${heading}
export function main() {
  const threads = startWaiting(6)
  {
    using _ = condition.hold()
    condition.notifyAll()
  }
  joinThreads(threads)
  assertEqual(notified.value, 6)
}`)

  promise('a notified thread goes on only once the lock is free', `${heading}
export function main() {
  const threads = startWaiting(2)
  {
    using _ = condition.hold()
    condition.notifyAll()
    time.sleep(0.05)
    assertEqual(notified.value, 0)
  }
  joinThreads(threads)
}`)

  promise('notify wakes who waited first', `${heading}
const order = shared.array(4)
function waitInOrder(index: number) {
  using _ = condition.hold()
  waiting.value += 1
  condition.wait()
  order[notified.value] = index
  notified.value += 1
}
export function main() {
  const threads = [0, 1, 2, 3].map((index) => {
    const [thread] = startThreads(1, waitInOrder, index)
    waitUntil(() => waiting.value === index + 1)
    return thread!
  })
  for (let i = 1; i <= 4; i++) {
    {
      using _ = condition.hold()
      condition.notify()
    }
    waitUntil(() => notified.value === i)
  }
  joinThreads(threads)
  assertEqual([...order], [0, 1, 2, 3])
}`)

  promise('notify without anybody waiting is forgotten', `${heading}
export function main() {
  {
    using _ = condition.hold()
    condition.notify()
    condition.notifyAll()
  }
  using _ = condition.hold()
  assertEqual(condition.wait({ timeout: 0.02 }), false)
}`)

  promise('wait with a timeout returns false when it is over, with the lock held again', `${heading}
export function main() {
  using _ = condition.hold()
  const seconds = elapsed(() => assertEqual(condition.wait({ timeout: 0.2 }), false))
  assertTrue(seconds >= 0.19 && seconds < 30, String(seconds))
  assertEqual(condition.wait({ timeout: 0 }), false)
  assertEqual(condition.wait({ timeout: -1 }), false)
  condition.notify()
}`)

  promise('wait lets a lock go however often it was taken, and restores that', `${heading}
function touch() {
  using _ = condition.hold()
  state.value = 1
  condition.notify()
}
export function main() {
  condition.acquire()
  condition.acquire()
  condition.acquire()
  const threads = startThreads(1, touch)
  assertEqual(condition.wait({ timeout: 10 }), true)
  assertEqual(state.value, 1)
  condition.release()
  condition.release()
  condition.release()
  assertRaises(RuntimeError, () => condition.release())
  joinThreads(threads)
}`)

  promise('waitFor returns what the predicate gave, once that is true', `${heading}
function count() {
  for (let i = 0; i < 4; i++) {
    time.sleep(0.005)
    using _ = condition.hold()
    state.value += 1
    condition.notify()
  }
}
export function main() {
  const threads = startThreads(1, count)
  {
    using _ = condition.hold()
    assertEqual(condition.waitFor(() => state.value === 4 && 'four'), 'four')
    assertEqual(condition.waitFor(() => 7), 7)
  }
  joinThreads(threads)
}`)

  promise('waitFor with a timeout returns the predicate\'s last value', `${heading}
export function main() {
  using _ = condition.hold()
  let calls = 0
  const seconds = elapsed(() => assertEqual(condition.waitFor(() => {
    calls += 1
    return 0
  }, { timeout: 0.1 }), 0))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  assertTrue(calls >= 2)
}`)

  promise('several conditions can share a lock', `
import { Condition, Lock } from 'threading'
import * as shared from 'shared'
const lock = new Lock()
const full = new Condition({ lock })
const empty = new Condition({ lock })
const items = shared.int(0)
const taken = shared.int(0)
function take(n: number) {
  for (let i = 0; i < n; i++) {
    using _ = lock.hold()
    full.waitFor(() => items.value > 0)
    items.value -= 1
    taken.value += 1
    empty.notify()
  }
}
export function main() {
  const threads = startThreads(2, take, 200)
  for (let i = 0; i < 400; i++) {
    using _ = lock.hold()
    empty.waitFor(() => items.value < 3)
    items.value += 1
    full.notify()
  }
  joinThreads(threads)
  assertEqual([items.value, taken.value], [0, 400])
}`)

  promise('it can be an argument: all threads mean the same one', `${heading}
function touch(given: Condition) {
  using _ = given.hold()
  given.notifyAll()
}
export function main() {
  const mine = new Condition()
  using _ = mine.hold()
  startThreads(1, touch, mine)
  assertEqual(mine.wait({ timeout: 10 }), true)
}`)

  promise('it is shown with its lock and how many threads wait', `${heading}
export function main() {
  const threads = startWaiting(2)
  {
    using _ = condition.hold()
    assertTrue(/^<Condition\\(<locked _thread.RLock object owner=1 count=1 at 0x[0-9a-f]+>, 2\\)>$/.test(String(condition)), String(condition))
    condition.notifyAll()
  }
  joinThreads(threads)
}`)
})
