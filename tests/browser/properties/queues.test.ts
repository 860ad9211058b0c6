import * as fc from 'fast-check'
import { describe } from 'vitest'
import { pause, property } from './property'

const plans = fc.record({
  maxsize: fc.integer({ min: 0, max: 4 }),
  /** For each producer the pauses before its items. */
  producers: fc.array(fc.array(pause, { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
  /** For each consumer its pauses, again and again, and how long a get may wait, in milliseconds. */
  consumers: fc.array(fc.record({ pauses: fc.array(pause, { minLength: 1, maxLength: 5 }), timeout: fc.option(fc.integer({ min: 0, max: 3 })) }), { minLength: 1, maxLength: 3 }),
  /** How long a put may wait. */
  putTimeout: fc.option(fc.integer({ min: 0, max: 3 })),
})

const heading = `
import { Empty, Full, LifoQueue, PriorityQueue, Queue, SimpleQueue } from 'queue'
import * as shared from 'shared'
type Item = [number, number] | null
/** What each consumer has got, in its order. */
const got = plan.consumers.map(() => shared.list<[number, number]>())
`
const body = `
function produce(who: number): void {
  for (const [n, before] of plan.producers[who]!.entries()) {
    spend(before)
    for (let isPut = false; !isPut;) {
      try {
        queue.put([who, n], { timeout: plan.putTimeout === null ? null : plan.putTimeout / 1000 })
        isPut = true
      }
      catch (error) {
        if (!(error instanceof Full))
          throw error
      }
    }
  }
}
function consume(who: number): void {
  const { pauses, timeout } = plan.consumers[who]!
  for (let turn = 0; ;) {
    let item: Item
    try {
      item = queue.get({ timeout: timeout === null ? null : timeout / 1000 })
    }
    catch (error) {
      if (error instanceof Empty)
        continue
      throw error
    }
    if (item === null)
      return
    got[who]!.append(item)
    spend(pauses[turn++ % pauses.length]!)
  }
}
function runPlan(): [number, number][][] {
  const consumers = plan.consumers.map((_, who) => startThreads(1, consume, who)[0]!)
  joinThreads(plan.producers.map((_, who) => startThreads(1, produce, who)[0]!))
  finish()
  joinThreads(consumers)
  const items = got.map(list => list.copy())
  const expected = plan.producers.flatMap((pauses, who) => pauses.map((_, n) => \`\${who}/\${n}\`))
  assertEqual(items.flat().map(([who, n]) => \`\${who}/\${n}\`).sort(), expected.sort())
  return items
}
`
/** Ends the consumers: a null for each, after all items. */
const finish = `
function finish(): void {
  for (const _ of plan.consumers)
    queue.put(null)
}
`
/** Where a null would not come last, it is put when all else was taken. */
const finishWhenEmpty = `
function finish(): void {
  for (const _ of plan.consumers) {
    waitUntil(() => queue.empty())
    queue.put(null)
  }
}
`
const inOrder = `
  for (const items of runPlan()) {
    const last = plan.producers.map(() => -1)
    for (const [who, n] of items) {
      assertTrue(n > last[who]!, \`\${who}/\${n} after \${last[who]}\`)
      last[who] = n
    }
  }
`

describe('queues, with random timings', () => {
  property('a Queue loses no item, doubles none, and keeps the order', plans, `${heading}${finish}
const queue = new Queue<Item>({ maxsize: plan.maxsize })
${body}
export function main() {
${inOrder}
  assertTrue(queue.empty())
}`)

  property('a SimpleQueue loses no item, doubles none, and keeps the order', plans, `${heading}${finish}
const queue = new SimpleQueue<Item>()
${body}
export function main() {
${inOrder}
  assertTrue(queue.empty())
}`)

  property('a LifoQueue loses no item and doubles none', plans, `${heading}${finishWhenEmpty}
const queue = new LifoQueue<Item>({ maxsize: plan.maxsize })
${body}
export function main() {
  runPlan()
}`)

  property('a PriorityQueue loses no item and doubles none', plans, `${heading}
const queue = new PriorityQueue<[number, number]>({ maxsize: plan.maxsize })
function finish(): void {
  for (const _ of plan.consumers) {
    waitUntil(() => queue.empty())
    queue.put([-1, -1])
  }
}
${body.replace('item === null', 'item![0] === -1')}
export function main() {
  runPlan()
}`)

  property('a PriorityQueue gives the smallest item first', fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -5, max: 5, noNaN: true })), { maxLength: 60 }), `
import { PriorityQueue } from 'queue'
export function main() {
  const queue = new PriorityQueue<number>()
  for (const item of plan)
    queue.put(item)
  assertEqual(plan.map(() => queue.get()), [...plan].sort((a, b) => a - b))
}`)

  property('join returns when every item is done, and not before', plans, `${heading}
const queue = new Queue<Item>({ maxsize: plan.maxsize })
const done = shared.int(0)
function produce(who: number): void {
  for (const [n, before] of plan.producers[who]!.entries()) {
    spend(before)
    queue.put([who, n])
  }
}
function consume(who: number): void {
  const { pauses } = plan.consumers[who]!
  for (let turn = 0; ; turn++) {
    const item = queue.get()
    if (item === null)
      return
    spend(pauses[turn % pauses.length]!)
    bump(done)
    queue.taskDone()
  }
}
export function main() {
  const consumers = plan.consumers.map((_, who) => startThreads(1, consume, who)[0]!)
  joinThreads(plan.producers.map((_, who) => startThreads(1, produce, who)[0]!))
  queue.join()
  assertEqual(done.value, plan.producers.flat().length)
  for (const _ of plan.consumers)
    queue.put(null)
  joinThreads(consumers)
}`)

  property('futures of a pool give each call\'s own result', fc.record({ maxWorkers: fc.integer({ min: 1, max: 4 }), calls: fc.array(pause, { minLength: 1, maxLength: 30 }) }), `
import { asCompleted, ThreadPoolExecutor } from 'concurrent.futures'
function work(n: number, time: number): number {
  spend(time)
  return n
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: plan.maxWorkers })
  const futures = plan.calls.map((time, n) => pool.submit(work, n, time))
  assertEqual([...asCompleted(futures)].map(future => future.result()).sort((a, b) => a - b), plan.calls.map((_, n) => n))
  assertEqual(futures.map(future => future.result()), plan.calls.map((_, n) => n))
  assertEqual([...pool.map(work, plan.calls.map((_, n) => n), plan.calls)], plan.calls.map((_, n) => n))
}`)
})
