import * as fc from 'fast-check'
import { describe } from 'vitest'
import { pause, property } from './property'

/** For each thread its steps: how long it works without the lock and with it, and how deep it takes an RLock. */
const steps = fc.array(fc.array(fc.record({ outside: pause, inside: pause, depth: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 12 }), { minLength: 2, maxLength: 5 })

const inside = `
import * as shared from 'shared'
import { int } from 'builtins'
const inside = shared.int(0)
const entered = shared.int(0)
/** What is done with the lock held: no other thread may do it meanwhile. */
function critical(microseconds: number): void {
  assertEqual(inside.value, 0)
  inside.value = 1
  spend(microseconds)
  assertEqual(inside.value, 1)
  inside.value = 0
  entered.value += int(1)
}
function runPlan(work: (index: number) => void, expected: number): void {
  joinThreads(plan.map((_, index) => startThreads(1, work, index)[0]!))
  assertEqual(entered.value, expected)
}
`

describe('locks, with random timings', () => {
  property('a Lock is held by one thread at a time, and every thread gets it in the end', steps, `${inside}
import { Lock } from 'threading'
const lock = new Lock()
function work(index: number): void {
  for (const { outside, inside: held } of plan[index]!) {
    spend(outside)
    using _ = lock.hold()
    critical(held)
  }
}
export function main() {
  runPlan(work, plan.flat().length)
  assertFalse(lock.locked())
}`)

  property('an RLock is held by one thread at a time, however deep', steps, `${inside}
import { RLock } from 'threading'
const lock = new RLock()
function work(index: number): void {
  for (const { outside, inside: held, depth } of plan[index]!) {
    spend(outside)
    for (let level = 0; level < depth; level++)
      lock.acquire()
    critical(held)
    for (let level = 0; level < depth; level++)
      lock.release()
  }
}
export function main() {
  runPlan(work, plan.flat().length)
  assertFalse(lock.locked())
}`)

  property('threads that give up waiting for a Lock keep no other one from it', fc.array(fc.array(fc.record({ outside: pause, inside: pause, timeout: fc.integer({ min: 0, max: 3 }) }), { minLength: 1, maxLength: 10 }), { minLength: 2, maxLength: 5 }), `${inside}
import { Lock } from 'threading'
const lock = new Lock()
function work(index: number): void {
  for (const { outside, inside: held, timeout } of plan[index]!) {
    spend(outside)
    while (!lock.acquire({ timeout: timeout / 1000 }));
    critical(held)
    lock.release()
  }
}
export function main() {
  runPlan(work, plan.flat().length)
  assertEqual(lock.acquire({ blocking: false }), true)
}`)

  property('a semaphore lets in as many as its value says, and every thread in the end', fc.record({
    value: fc.integer({ min: 1, max: 3 }),
    threads: fc.array(fc.array(fc.record({ outside: pause, inside: pause, timeout: fc.option(fc.integer({ min: 0, max: 3 })) }), { minLength: 1, maxLength: 10 }), { minLength: 2, maxLength: 5 }),
  }), `
import { BoundedSemaphore, Lock } from 'threading'
import * as shared from 'shared'
const semaphore = new BoundedSemaphore({ value: plan.value })
const lock = new Lock()
const inside = shared.int(0)
function change(by: number): void {
  using _ = lock.hold()
  inside.value += by
  assertTrue(inside.value >= 0 && inside.value <= plan.value, String(inside.value))
}
function work(index: number): void {
  for (const { outside, inside: held, timeout } of plan.threads[index]!) {
    spend(outside)
    while (!semaphore.acquire({ timeout: timeout === null ? null : timeout / 1000 }));
    change(1)
    spend(held)
    change(-1)
    semaphore.release()
  }
}
export function main() {
  joinThreads(plan.threads.map((_, index) => startThreads(1, work, index)[0]!))
  for (let i = 0; i < plan.value; i++)
    assertEqual(semaphore.acquire({ blocking: false }), true)
  assertEqual(semaphore.acquire({ blocking: false }), false)
}`)

  property('no notification of a Condition is lost', fc.record({
    makers: fc.array(fc.array(fc.record({ before: pause, count: fc.integer({ min: 1, max: 3 }), all: fc.boolean() }), { maxLength: 10 }), { minLength: 1, maxLength: 3 }),
    takers: fc.integer({ min: 1, max: 3 }),
    timeout: fc.option(fc.integer({ min: 1, max: 3 })),
  }), `
import { Condition } from 'threading'
import * as shared from 'shared'
const condition = new Condition()
const made = shared.int(0)
const taken = shared.int(0)
const isOver = shared.int(0)
function make(index: number): void {
  for (const { before, count, all } of plan.makers[index]!) {
    spend(before)
    using _ = condition.hold()
    made.value += count
    if (all)
      condition.notifyAll()
    else
      condition.notify({ n: count })
  }
}
function take(): void {
  for (;;) {
    using _ = condition.hold()
    while (made.value === taken.value) {
      if (isOver.value === 1)
        return
      condition.wait({ timeout: plan.timeout === null ? null : plan.timeout / 1000 })
    }
    taken.value += 1
  }
}
export function main() {
  const takers = startThreads(plan.takers, take)
  joinThreads(plan.makers.map((_, index) => startThreads(1, make, index)[0]!))
  {
    using _ = condition.hold()
    isOver.value = 1
    condition.notifyAll()
  }
  joinThreads(takers)
  assertEqual(taken.value, plan.makers.flat().reduce((sum, { count }) => sum + count, 0))
}`)

  property('threads pass a Barrier in step', fc.record({ parties: fc.integer({ min: 1, max: 5 }), rounds: fc.array(fc.array(pause, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 10 }) }), `
import { Barrier } from 'threading'
import * as shared from 'shared'
const barrier = new Barrier(plan.parties)
const round = shared.array(plan.parties)
const indexes = shared.array(plan.parties)
function work(index: number): void {
  for (const pauses of plan.rounds) {
    spend(pauses[index]!)
    round[index]! += 1
    const place = barrier.wait()
    assertTrue(round.every(value => value >= round[index]!))
    bump({ get value() { return indexes[place]! }, set value(count) { indexes[place] = count } })
    barrier.wait()
  }
}
export function main() {
  joinThreads(Array.from({ length: plan.parties }, (_, index) => startThreads(1, work, index)[0]!))
  assertTrue(indexes.every(count => count === plan.rounds.length))
}`)

  property('every thread that waits for an Event goes on when it is set', fc.record({ waiters: fc.integer({ min: 1, max: 4 }), rounds: fc.array(fc.record({ before: pause, clear: fc.boolean() }), { minLength: 1, maxLength: 8 }) }), `
import { Event } from 'threading'
import * as shared from 'shared'
const event = new Event()
const arrived = shared.int(0)
const passed = shared.int(0)
const leave = new Event()
function wait(): void {
  for (const _ of plan.rounds) {
    bump(arrived)
    assertEqual(event.wait(), true)
    bump(passed)
    leave.wait()
  }
}
export function main() {
  const threads = startThreads(plan.waiters, wait)
  for (const [round, { before, clear }] of plan.rounds.entries()) {
    waitUntil(() => arrived.value === plan.waiters * (round + 1))
    leave.clear()
    spend(before)
    event.set()
    if (clear && before > 0)
      spend(50)
    waitUntil(() => passed.value === plan.waiters * (round + 1))
    event.clear()
    leave.set()
  }
  joinThreads(threads)
}`)
})
