import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import { Barrier, BrokenBarrierError, Lock } from 'threading'
import { RuntimeError, ValueError } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const lock = new Lock()
const before = shared.int(0)
const after = shared.int(0)
const broken = shared.int(0)
`

describe('threading.Barrier', () => {
  promise('threads go on only when all have arrived, again and again', `${heading}
const barrier = new Barrier(4)
function work(rounds: number) {
  for (let i = 0; i < rounds; i++) {
    bump(before)
    barrier.wait()
    assertTrue(before.value >= 4 * (i + 1))
    barrier.wait()
    bump(after)
    assertTrue(after.value <= 4 * (i + 1))
  }
}
export function main() {
  joinThreads(startThreads(4, work, 20))
  assertEqual([before.value, after.value, barrier.nWaiting, barrier.broken], [80, 80, 0, false])
}`)

  promise('wait returns a different number from 0 to parties - 1 in each thread', `${heading}
const barrier = new Barrier(5)
const seen = shared.array(5)
function work() {
  const index = barrier.wait()
  using _ = lock.hold()
  seen[index]! += 1
}
export function main() {
  joinThreads(startThreads(5, work))
  assertEqual([...seen], [1, 1, 1, 1, 1])
}`)

  promise('the action is called once, before the threads go on', `${heading}
const barrier = new Barrier(3, { action })
function action() {
  after.value += 1
}
function work() {
  barrier.wait()
  assertEqual(after.value, 1)
}
export function main() {
  joinThreads(startThreads(3, work))
  assertRaises(TypeError, () => new Barrier(2, { action: () => 1 }), /top level/)
}`)

  promise('an action that raises breaks the barrier, and its thread gets the exception', `${heading}
const barrier = new Barrier(3, { action })
function action() {
  throw new RuntimeError('in the action')
}
function work() {
  try {
    barrier.wait()
  }
  catch (error) {
    if (error instanceof BrokenBarrierError)
      bump(broken)
    else if (error instanceof RuntimeError && error.message === 'in the action')
      bump(after)
  }
}
export function main() {
  joinThreads(startThreads(3, work))
  assertEqual([broken.value, after.value, barrier.broken], [2, 1, true])
}`)

  promise('abort breaks it: threads that wait, now or later, get a BrokenBarrierError', `${heading}
const barrier = new Barrier(3)
function work() {
  assertRaises(BrokenBarrierError, () => barrier.wait())
  bump(broken)
}
export function main() {
  const threads = startThreads(2, work)
  waitUntil(() => barrier.nWaiting === 2)
  barrier.abort()
  joinThreads(threads)
  assertEqual([broken.value, barrier.broken], [2, true])
  assertRaises(BrokenBarrierError, () => barrier.wait())
}`)

  promise('reset empties it: waiting threads get a BrokenBarrierError, later ones do not', `${heading}
const barrier = new Barrier(3)
function work() {
  assertRaises(BrokenBarrierError, () => barrier.wait())
  bump(broken)
  barrier.wait()
}
export function main() {
  const threads = startThreads(2, work)
  waitUntil(() => barrier.nWaiting === 2)
  barrier.reset()
  waitUntil(() => broken.value === 2)
  barrier.wait()
  joinThreads(threads)
  barrier.abort()
  barrier.reset()
  assertEqual(barrier.broken, false)
}`)

  promise('a thread that waits too long breaks it', `${heading}
const barrier = new Barrier(3)
function work(timeout: number) {
  assertRaises(BrokenBarrierError, () => barrier.wait({ timeout }))
  bump(broken)
}
export function main() {
  const seconds = elapsed(() => joinThreads([...startThreads(1, work, 100), ...startThreads(1, work, 0.2)]))
  assertTrue(seconds >= 0.19 && seconds < 30, String(seconds))
  assertEqual([broken.value, barrier.broken], [2, true])
}`)

  promise('its timeout is what wait waits at most by default', `${heading}
export function main() {
  const barrier = new Barrier(2, { timeout: 0.1 })
  const seconds = elapsed(() => assertRaises(BrokenBarrierError, () => barrier.wait()))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
}`)

  promise('a barrier of one lets everybody through', `${heading}
export function main() {
  const barrier = new Barrier(1)
  assertEqual([barrier.wait(), barrier.wait(), barrier.parties], [0, 0, 1])
  assertRaises(ValueError, () => new Barrier(0))
  assertRaises(ValueError, () => new Barrier(-1))
}`)

  promise('a BrokenBarrierError is a RuntimeError', `${heading}
export function main() {
  assertTrue(new BrokenBarrierError() instanceof RuntimeError)
}`)

  promise('it is shown with how many wait, or as broken', `${heading}
const barrier = new Barrier(3)
function work() {
  assertRaises(BrokenBarrierError, () => barrier.wait())
}
export function main() {
  const threads = startThreads(2, work)
  waitUntil(() => barrier.nWaiting === 2)
  assertTrue(/^<threading\\.Barrier at 0x[0-9a-f]+: waiters=2\\/3>$/.test(String(barrier)), String(barrier))
  barrier.abort()
  assertTrue(/^<threading\\.Barrier at 0x[0-9a-f]+: broken>$/.test(String(barrier)), String(barrier))
  joinThreads(threads)
}`)
})
