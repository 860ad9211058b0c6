import { describe } from 'vitest'
import { promise } from './promise'

/** What Lock and RLock have in common. */
for (const kind of ['Lock', 'RLock']) {
  const heading = `
import { ${kind}, currentThread, TIMEOUT_MAX } from 'threading'
import { ValueError, OverflowError, RuntimeError, int } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const lock = new ${kind}()
const count = shared.int(0)
const other = shared.int(0)
`
  describe(`threading.${kind}`, () => {
    promise('at most one thread holds it at a time', `${heading}
function work(n: number) {
  for (let i = 0; i < n; i++) {
    using _ = lock.hold()
    count.value += int(1)
  }
}
export function main() {
  joinThreads(startThreads(4, work, 2000))
  assertEqual(count.value, 8000)
}`)

    promise('acquire returns true, and locked says that some thread holds it', `${heading}
function look() {
  assertTrue(lock.locked())
}
export function main() {
  assertFalse(lock.locked())
  assertEqual(lock.acquire(), true)
  assertTrue(lock.locked())
  joinThreads(startThreads(1, look))
  lock.release()
  assertFalse(lock.locked())
}`)

    promise('acquire with blocking: false returns at once, with whether the lock was taken', `${heading}
function tryIt(expected: boolean) {
  assertEqual(lock.acquire({ blocking: false }), expected)
  if (expected)
    lock.release()
}
export function main() {
  lock.acquire()
  joinThreads(startThreads(1, tryIt, false))
  lock.release()
  joinThreads(startThreads(1, tryIt, true))
}`)

    promise('threads that wait go on, one after the other, once it is released', `${heading}
function work() {
  lock.acquire()
  count.value += 1
  lock.release()
}
export function main() {
  lock.acquire()
  const threads = startThreads(5, work)
  time.sleep(0.05)
  assertEqual(count.value, 0)
  lock.release()
  joinThreads(threads)
  assertEqual(count.value, 5)
}`)

    promise('acquire with a timeout waits at most that long', `${heading}
function wait() {
  const seconds = elapsed(() => assertEqual(lock.acquire({ timeout: 0.2 }), false))
  assertTrue(seconds >= 0.19 && seconds < 30, String(seconds))
}
export function main() {
  lock.acquire()
  joinThreads(startThreads(1, wait))
  lock.release()
  assertEqual(lock.acquire({ timeout: 5 }), true)
  lock.release()
  assertEqual(lock.acquire({ timeout: TIMEOUT_MAX }), true)
  lock.release()
}`)

    promise('a thread whose timeout is over leaves the lock as it was', `${heading}
function wait() {
  assertEqual(lock.acquire({ timeout: 0.02 }), false)
}
export function main() {
  lock.acquire()
  joinThreads(startThreads(3, wait))
  lock.release()
  assertFalse(lock.locked())
  assertEqual(lock.acquire({ blocking: false }), true)
}`)

    promise('acquire refuses a timeout that makes no sense', `${heading}
export function main() {
  assertRaises(ValueError, () => lock.acquire({ blocking: false, timeout: 1 }), 'can\\'t specify a timeout for a non-blocking call')
  assertRaises(ValueError, () => lock.acquire({ timeout: -100 }), 'timeout value must be a non-negative number')
  assertRaises(OverflowError, () => lock.acquire({ timeout: 1e100 }))
  assertRaises(OverflowError, () => lock.acquire({ timeout: TIMEOUT_MAX + 1 }))
  assertRaises(TypeError, () => lock.acquire({ timout: 1 } as never), "acquire() got an unexpected keyword argument 'timout'. Did you mean 'timeout'?")
  assertRaises(TypeError, () => lock.acquire(false as never))
  assertEqual(lock.acquire({ blocking: true, timeout: -1 }), true)
}`)

    promise('hold releases it at the end of the block, also when the block raises', `${heading}
function check() {
  assertEqual(lock.acquire({ blocking: false }), true)
  lock.release()
}
function raise() {
  using _ = lock.hold()
  assertTrue(lock.locked())
  throw new TypeError('in the block')
}
export function main() {
  {
    using _ = lock.hold()
    assertTrue(lock.locked())
  }
  assertFalse(lock.locked())
  assertRaises(TypeError, raise, 'in the block')
  joinThreads(startThreads(1, check))
}`)

    promise('it is shown as locked or unlocked', `${heading}
export function main() {
  assertTrue(/^<unlocked _thread\\.${kind === 'Lock' ? 'lock' : 'RLock'} object .*at 0x[0-9a-f]+>$/.test(String(lock)), String(lock))
  lock.acquire()
  assertTrue(/^<locked _thread\\.${kind === 'Lock' ? 'lock' : 'RLock'} object .*at 0x[0-9a-f]+>$/.test(String(lock)), String(lock))
}`)

    promise('it can be an argument and an item: all threads mean the same one', `${heading}
function work(mine: ${kind}) {
  using _ = mine.hold()
  count.value += int(1)
}
export function main() {
  const mine = new ${kind}()
  mine.acquire()
  const threads = startThreads(3, work, mine)
  time.sleep(0.02)
  assertEqual(count.value, 0)
  mine.release()
  joinThreads(threads)
  assertEqual(count.value, 3)
}`)

    promise('a thread that waits for it gets it even if the holder takes it again at once', `${heading}
function hog() {
  while (other.value === 0) {
    using _ = lock.hold()
    const end = time.perfCounter() + 0.005
    while (time.perfCounter() < end);
  }
}
export function main() {
  const threads = startThreads(1, hog)
  waitUntil(() => lock.locked())
  for (let i = 0; i < 5; i++) {
    const seconds = elapsed(() => lock.acquire())
    assertTrue(seconds < 10, String(seconds))
    lock.release()
  }
  other.value = 1
  joinThreads(threads)
}`)
  })
}

describe('threading.Lock', () => {
  promise('release by another thread than took it is allowed', `
import { Lock } from 'threading'
const lock = new Lock()
function release() {
  lock.release()
}
export function main() {
  lock.acquire()
  joinThreads(startThreads(1, release))
  assertEqual(lock.acquire({ blocking: false }), true)
}`)

  promise('a thread that has taken it waits when it takes it again', `
import { Lock } from 'threading'
import * as shared from 'shared'
import * as time from 'time'
const lock = new Lock()
const phase = shared.int(0)
function twice() {
  lock.acquire()
  phase.value = 1
  lock.acquire()
  phase.value = 2
}
export function main() {
  const threads = startThreads(1, twice)
  waitUntil(() => phase.value === 1)
  time.sleep(0.05)
  assertEqual(phase.value, 1)
  lock.release()
  joinThreads(threads)
  assertEqual(phase.value, 2)
}`)

  promise('release of a lock that is not held raises RuntimeError', `
import { Lock } from 'threading'
import { RuntimeError } from 'builtins'
export function main() {
  const lock = new Lock()
  assertRaises(RuntimeError, () => lock.release(), 'release unlocked lock')
  lock.acquire()
  lock.release()
  assertRaises(RuntimeError, () => lock.release())
}`)
})

describe('threading.RLock', () => {
  promise('the thread that holds it can take it again, and has to release it as often', `
import { RLock } from 'threading'
const lock = new RLock()
function tryIt(expected: boolean) {
  assertEqual(lock.acquire({ blocking: false }), expected)
  if (expected)
    lock.release()
}
export function main() {
  assertEqual([lock.acquire(), lock.acquire(), lock.acquire({ blocking: false })], [true, true, true])
  lock.release()
  lock.release()
  joinThreads(startThreads(1, tryIt, false))
  lock.release()
  joinThreads(startThreads(1, tryIt, true))
}`)

  promise('release by a thread that does not hold it raises RuntimeError', `
import { RLock } from 'threading'
import { RuntimeError } from 'builtins'
const lock = new RLock()
function release() {
  assertRaises(RuntimeError, () => lock.release(), 'cannot release un-acquired lock')
}
export function main() {
  release()
  lock.acquire()
  joinThreads(startThreads(1, release))
  lock.release()
  release()
}`)

  promise('blocks may be nested', `
import { RLock } from 'threading'
const lock = new RLock()
function depth(n: number): number {
  using _ = lock.hold()
  return n === 0 ? 0 : 1 + depth(n - 1)
}
export function main() {
  assertEqual(depth(20), 20)
  assertFalse(lock.locked())
}`)

  promise('no class derives from Lock, as none does in Python', `
import { Lock } from 'threading'
class Mine extends Lock {}
export function main() {
  assertRaises(TypeError, () => new Mine(), "type '_thread.lock' is not an acceptable base type")
}`)
})
