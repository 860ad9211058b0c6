import { describe } from 'vitest'
import { promise } from './promise'

for (const kind of ['Semaphore', 'BoundedSemaphore']) {
  const heading = `
import { ${kind} } from 'threading'
import { ValueError } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const inside = shared.int(0)
const most = shared.int(0)
const passed = shared.int(0)
`
  describe(`threading.${kind}`, () => {
    promise('its value is 1 by default, and never negative', `${heading}
export function main() {
  const semaphore = new ${kind}()
  assertEqual(semaphore.acquire(), true)
  assertEqual(semaphore.acquire({ blocking: false }), false)
  assertRaises(ValueError, () => new ${kind}({ value: -1 }), 'semaphore initial value must be >= 0')
}`)

    promise('it lets in as many threads as its value says', `${heading}
import { Event } from 'threading'
const semaphore = new ${kind}({ value: 3 })
const leave = new Event()
function work() {
  using _ = semaphore.hold()
  bump(inside)
  most.value = Math.max(most.value, inside.value)
  leave.wait()
  bump(inside, -1)
}
export function main() {
  const threads = startThreads(8, work)
  waitUntil(() => inside.value === 3)
  time.sleep(0.03)
  assertEqual(inside.value, 3)
  leave.set()
  joinThreads(threads)
  assertEqual([inside.value, most.value <= 3], [0, true])
}`)

    promise('acquire waits until another thread releases', `${heading}
const semaphore = new ${kind}({ value: 2 })
function work() {
  semaphore.acquire()
  bump(passed)
}
export function main() {
  semaphore.acquire()
  semaphore.acquire()
  const threads = startThreads(2, work)
  time.sleep(0.05)
  assertEqual(passed.value, 0)
  semaphore.release()
  waitUntil(() => passed.value === 1)
  time.sleep(0.02)
  assertEqual(passed.value, 1)
  semaphore.release()
  joinThreads(threads)
}`)

    promise('release counts up by n and wakes as many threads', `${heading}
const semaphore = new ${kind}({ value: 5 })
function work() {
  semaphore.acquire()
  bump(passed)
}
export function main() {
  for (let i = 0; i < 5; i++)
    semaphore.acquire()
  const threads = startThreads(5, work)
  semaphore.release({ n: 3 })
  waitUntil(() => passed.value === 3)
  time.sleep(0.02)
  assertEqual(passed.value, 3)
  semaphore.release({ n: 2 })
  joinThreads(threads)
  assertRaises(ValueError, () => semaphore.release({ n: 0 }), 'n must be one or more')
  assertRaises(TypeError, () => semaphore.release(2 as never))
}`)

    promise('acquire with blocking: false or a timeout returns whether it was acquired', `${heading}
const semaphore = new ${kind}({ value: 2 })
export function main() {
  assertEqual([0, 1, 2].map(() => semaphore.acquire({ blocking: false })), [true, true, false])
  const seconds = elapsed(() => assertEqual(semaphore.acquire({ timeout: 0.2 }), false))
  assertTrue(seconds >= 0.19 && seconds < 30, String(seconds))
  assertEqual(semaphore.acquire({ timeout: 0 }), false)
  semaphore.release()
  assertEqual(semaphore.acquire({ timeout: 0.01 }), true)
  assertRaises(ValueError, () => semaphore.acquire({ blocking: false, timeout: 1 }), 'can\\'t specify timeout for non-blocking acquire')
}`)

    promise('hold releases at the end of the block, also when it raises', `${heading}
const semaphore = new ${kind}({ value: 2 })
function nested(raise: boolean) {
  using _ = semaphore.hold()
  using _2 = semaphore.hold()
  assertEqual(semaphore.acquire({ blocking: false }), false)
  if (raise)
    throw new TypeError('in the block')
}
export function main() {
  nested(false)
  assertRaises(TypeError, () => nested(true))
  assertEqual([0, 1, 2].map(() => semaphore.acquire({ blocking: false })), [true, true, false])
}`)
  })
}

describe('threading.Semaphore', () => {
  promise('it can be counted up beyond its initial value', `
import { Semaphore } from 'threading'
export function main() {
  const semaphore = new Semaphore({ value: 1 })
  semaphore.release()
  assertEqual([0, 1, 2].map(() => semaphore.acquire({ blocking: false })), [true, true, false])
  semaphore.release({ n: 4 })
  assertTrue(/^<threading\\.Semaphore at 0x[0-9a-f]+: value=4>$/.test(String(semaphore)), String(semaphore))
}`)
})

describe('threading.BoundedSemaphore', () => {
  promise('release beyond the initial value raises ValueError', `
import { BoundedSemaphore } from 'threading'
import { ValueError } from 'builtins'
export function main() {
  const semaphore = new BoundedSemaphore({ value: 2 })
  assertRaises(ValueError, () => semaphore.release(), 'Semaphore released too many times')
  semaphore.acquire()
  assertRaises(ValueError, () => semaphore.release({ n: 2 }))
  assertTrue(/^<threading\\.BoundedSemaphore at 0x[0-9a-f]+: value=1\\/2>$/.test(String(semaphore)), String(semaphore))
  semaphore.release()
  assertRaises(ValueError, () => semaphore.release())
}`)
})
