import { describe } from 'vitest'
import { byTurns } from '../../thinned'
import { promise } from './promise'

const imports = `
import { Empty, Full, LifoQueue, PriorityQueue, Queue, ShutDown, SimpleQueue } from 'queue'
import { Barrier, Event } from 'threading'
import { ValueError, print, range } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const count = shared.int(0)
const sum = shared.int(0)
`

/** The classes that share a promise, and the order in which each hands out 111, 333 and 222. */
const KINDS = [['Queue', '[111, 333, 222]'], ['LifoQueue', '[222, 333, 111]'], ['PriorityQueue', '[111, 222, 333]']] as const

for (const [kind, order] of KINDS) {
  let turn = 0
  const sharedPromise: typeof promise = (...of) => {
    if (byTurns(KINDS, turn++).some(([name]) => name === kind))
      promise(...of)
  }
  const heading = `${imports}
const queue = new ${kind}<number>()
const small = new ${kind}<number>({ maxsize: 2 })
`
  describe(`queue.${kind}`, () => {
    sharedPromise('items come out in its order', `${heading}
export function main() {
  for (const item of [111, 333, 222])
    queue.put(item)
  assertEqual(queue.qsize(), 3)
  assertEqual([queue.get(), queue.get(), queue.get()], ${order})
  assertEqual(queue.qsize(), 0)
}`)

    sharedPromise('empty, full and qsize report the number of items', `${heading}
export function main() {
  assertEqual([small.empty(), small.full(), small.qsize(), small.maxsize], [true, false, 0, 2])
  small.put(1)
  assertEqual([small.empty(), small.full(), small.qsize()], [false, false, 1])
  small.put(2)
  assertEqual([small.empty(), small.full(), small.qsize()], [false, true, 2])
  for (const item of range(1000))
    queue.put(item)
  assertEqual([queue.full(), queue.qsize(), queue.maxsize], [false, 1000, 0])
}`)

    sharedPromise('get waits for an item', `${heading}
function put() {
  time.sleep(0.05)
  count.value = 1
  queue.put(7)
}
export function main() {
  const threads = startThreads(1, put)
  assertEqual([queue.get(), count.value], [7, 1])
  joinThreads(threads)
  startThreads(1, put)
  assertEqual(queue.get({ timeout: 10 }), 7)
}`)

    sharedPromise('put waits for room', `${heading}
function get() {
  time.sleep(0.05)
  count.value = 1
  small.get()
}
export function main() {
  small.put(1)
  small.put(2)
  const threads = startThreads(1, get)
  small.put(3)
  assertEqual([count.value, small.qsize()], [1, 2])
  joinThreads(threads)
  startThreads(1, get)
  small.put(4, { timeout: 10 })
  assertEqual(small.qsize(), 2)
}`)

    sharedPromise('get raises Empty when there is no item in time, or at once', `${heading}
export function main() {
  const seconds = elapsed(() => assertRaises(Empty, () => queue.get({ timeout: 0.1 })))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  assertRaises(Empty, () => queue.get({ block: false }))
  assertRaises(Empty, () => queue.get({ block: false, timeout: 10 }))
  assertRaises(Empty, () => queue.getNowait())
  assertRaises(Empty, () => queue.get({ timeout: 0 }))
}`)

    sharedPromise('put raises Full when there is no room in time, or at once', `${heading}
export function main() {
  small.put(1)
  small.putNowait(2)
  const seconds = elapsed(() => assertRaises(Full, () => small.put(3, { timeout: 0.1 })))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  assertRaises(Full, () => small.put(3, { block: false }))
  assertRaises(Full, () => small.putNowait(3))
  assertEqual(small.qsize(), 2)
}`)

    sharedPromise('a negative timeout raises ValueError', `${heading}
export function main() {
  assertRaises(ValueError, () => small.put(1, { timeout: -1 }), '\\'timeout\\' must be a non-negative number')
  assertRaises(ValueError, () => small.get({ timeout: -1 }), '\\'timeout\\' must be a non-negative number')
}`)

    sharedPromise('maxsize can be changed', `${heading}
export function main() {
  small.put(1)
  small.put(2)
  small.maxsize = 3
  small.putNowait(3)
  small.maxsize = 1
  assertRaises(Full, () => small.putNowait(4))
  assertEqual(small.qsize(), 3)
}`)

    sharedPromise('join waits until taskDone was called for every item', `${heading}
function work() {
  for (let item = queue.get(); item >= 0; item = queue.get()) {
    bump(sum, item)
    queue.taskDone()
  }
  queue.taskDone()
}
export function main() {
  const threads = startThreads(2, work)
  for (const round of [1, 2]) {
    for (const item of range(100))
      queue.put(item)
    queue.join()
    assertEqual([sum.value, queue.unfinishedTasks], [round * 4950, 0])
  }
  queue.put(-1)
  if (${kind === 'Queue'})
    queue.put(-1)
  else {
    waitUntil(() => queue.empty())
    queue.put(-1)
  }
  queue.join()
  joinThreads(threads)
  assertRaises(ValueError, () => queue.taskDone(), 'task_done() called too many times')
}`)

    sharedPromise('no item is lost and none comes twice with several threads at both ends', `${heading}
const seen = shared.array(2000)
const bounded = new ${kind}<number>({ maxsize: 5 })
function produce(from: number) {
  for (let item = from; item < from + 500; item++)
    bounded.put(item)
}
function consume() {
  for (let i = 0; i < 500; i++)
    seen[bounded.get()]! += 1
}
export function main() {
  joinThreads([...[0, 500, 1000, 1500].map(from => startThreads(1, produce, from)[0]!), ...startThreads(4, consume)])
  assertTrue(seen.every(times => times === 1))
  assertTrue(bounded.empty())
}`)

    sharedPromise('after shutdown put raises ShutDown, and get once the queue is empty', `${heading}
export function main() {
  assertEqual(queue.isShutdown, false)
  queue.put(1)
  queue.put(2)
  queue.shutdown()
  assertEqual(queue.isShutdown, true)
  assertRaises(ShutDown, () => queue.put(3))
  assertRaises(ShutDown, () => queue.putNowait(3))
  queue.get()
  queue.get({ block: false })
  assertRaises(ShutDown, () => queue.get())
  assertRaises(ShutDown, () => queue.getNowait())
  assertRaises(ShutDown, () => queue.get({ timeout: 1 }))
  queue.taskDone()
  queue.taskDone()
  queue.join()
}`)

    sharedPromise('shutdown with immediate: true drops the items, which count as done', `${heading}
function wait() {
  queue.join()
}
export function main() {
  queue.put(1)
  queue.put(2)
  const threads = startThreads(1, wait)
  queue.shutdown({ immediate: true })
  joinThreads(threads)
  assertEqual([queue.qsize(), queue.unfinishedTasks], [0, 0])
  assertRaises(ShutDown, () => queue.get())
  assertRaises(ValueError, () => queue.taskDone())
}`)

    sharedPromise('shutdown wakes threads that wait for an item or for room', `${heading}
function get() {
  bump(count)
  assertRaises(ShutDown, () => queue.get())
}
function put() {
  bump(count)
  assertRaises(ShutDown, () => small.put(3))
}
export function main() {
  small.put(1)
  small.put(2)
  const threads = [...startThreads(2, get), ...startThreads(2, put)]
  waitUntil(() => count.value === 4)
  time.sleep(0.03)
  queue.shutdown()
  small.shutdown()
  joinThreads(threads)
}`)

    sharedPromise('it can be an argument: all threads mean the same one', `${heading}
function put(given: ${kind}<number>) {
  given.put(5)
}
export function main() {
  const mine = new ${kind}<number>()
  startThreads(2, put, mine)
  assertEqual([mine.get(), mine.get()], [5, 5])
  assertTrue(/^<queue\\.${kind} object at 0x[0-9a-f]+>$/.test(String(mine)), String(mine))
}`)
  })
}

describe('queue.Queue', () => {
  promise('items of one thread come out in the order in which it put them', `${imports}
const queue = new Queue<[number, number]>({ maxsize: 7 })
function produce(who: number) {
  for (let n = 0; n < 300; n++)
    queue.put([who, n])
}
export function main() {
  const threads = [0, 1, 2].map(who => startThreads(1, produce, who)[0]!)
  const next = [0, 0, 0]
  for (let i = 0; i < 900; i++) {
    const [who, n] = queue.get()
    assertEqual(n, next[who]!)
    next[who] = n + 1
  }
  joinThreads(threads)
}`)

  promise('items are plain data of any kind, copied, and shared objects themselves', `${imports}
const queue = new Queue<unknown>()
const items = [undefined, null, true, false, 0, -1, 2 ** 31, 1.5, -0, 12n, 'text', '', [1, [2, 'x']], { a: { b: [] } },
  new Map([['k', 1]]), new Set([1, 2]), new Date(5), new Float64Array([1, 2])]
function echo(back: Queue<unknown>) {
  for (let i = 0; i < items.length; i++)
    back.put(queue.get())
}
export function main() {
  const back = new Queue<unknown>()
  for (const item of items)
    queue.put(item)
  startThreads(1, echo, back)
  for (const item of items)
    assertEqual(back.get(), item)
  const list = [1]
  queue.put(list)
  list.push(2)
  assertEqual(queue.get(), [1])
  const event = new Event()
  queue.put({ event })
  assertTrue((queue.get() as { event: Event }).event === event)
}`)

  promise('an item that can\'t cross raises a TypeError that names its path', `${imports}
class Thing {}
export function main() {
  const queue = new Queue<unknown>()
  assertRaises(TypeError, () => queue.put(() => 1), /^item can't cross/)
  assertRaises(TypeError, () => queue.put({ a: [new Thing()] }), /^item\\.a\\[0\\] can't cross .*an instance of Thing/)
  assertEqual([queue.qsize(), queue.unfinishedTasks], [0, 0])
}`)

  promise('an exception that was put keeps its class', `${imports}
export function main() {
  const queue = new Queue<Error>()
  queue.put(new ValueError('wrong'))
  queue.put(new Empty())
  const first = queue.get()
  assertTrue(first instanceof ValueError && first.message === 'wrong')
  assertTrue(queue.get() instanceof Empty)
}`)
})

describe('queue.PriorityQueue', () => {
  promise('numbers, strings and arrays have Python\'s order', `${imports}
function sorted<T>(items: T[]): T[] {
  const queue = new PriorityQueue<T>()
  for (const item of items)
    queue.put(item)
  return items.map(() => queue.get())
}
export function main() {
  assertEqual(sorted([3, 1.5, -2, 10, 1]), [-2, 1, 1.5, 3, 10])
  assertEqual(sorted(['b', 'a', 'B', '', 'ab', '\\u{1F600}', '\\uFF01']), ['', 'B', 'a', 'ab', 'b', '\\uFF01', '\\u{1F600}'])
  assertEqual(sorted<unknown>([[2, 'b'], [1, 'z'], [2, 'a'], [1], [10, 'a']]), [[1], [1, 'z'], [2, 'a'], [2, 'b'], [10, 'a']])
  assertEqual(sorted([[1, { x: 1 }, 3], [1, { x: 1 }, 2]] as const), [[1, { x: 1 }, 2], [1, { x: 1 }, 3]])
  assertEqual(sorted<unknown>([2, true, 1n, 0]), [0, 1n, true, 2])
  const many = range(300).map(i => (i * 7919) % 307)
  assertEqual(sorted(many), [...many].sort((a, b) => a - b))
}`)

  promise('items without an order raise Python\'s TypeError', `${imports}
export function main() {
  const queue = new PriorityQueue<unknown>()
  queue.put('text')
  assertRaises(TypeError, () => queue.put(1), '\\'<\\' not supported between instances of \\'int\\' and \\'str\\'')
  assertRaises(TypeError, () => queue.put({ a: 1 }), '\\'<\\' not supported between instances of \\'dict\\' and \\'str\\'')
  assertEqual([queue.qsize(), queue.get()], [1, 'text'])
}`)
})

describe('queue.SimpleQueue', () => {
  promise('what is put first comes out first, without a limit', `${imports}
const queue = new SimpleQueue<number>()
export function main() {
  for (const item of range(100))
    queue.put(item, { block: false, timeout: -1 })
  queue.putNowait(100)
  assertEqual([queue.empty(), queue.qsize()], [false, 101])
  assertEqual(range(101).map(() => queue.get()), range(101))
  assertTrue(queue.empty())
}`)

  promise('get waits for an item, or raises Empty', `${imports}
const queue = new SimpleQueue<string>()
function put() {
  time.sleep(0.05)
  queue.put('item')
}
export function main() {
  const threads = startThreads(1, put)
  assertEqual(queue.get(), 'item')
  joinThreads(threads)
  const seconds = elapsed(() => assertRaises(Empty, () => queue.get({ timeout: 0.1 })))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  assertRaises(Empty, () => queue.get({ block: false }))
  assertRaises(Empty, () => queue.getNowait())
  assertRaises(ValueError, () => queue.get({ timeout: -1 }), '\\'timeout\\' must be a non-negative number')
}`)

  promise('no item is lost and none comes twice with several threads at both ends', `${imports}
const queue = new SimpleQueue<number>()
const seen = shared.array(2000)
function produce(from: number) {
  for (let item = from; item < from + 1000; item++)
    queue.put(item)
}
function consume() {
  for (let i = 0; i < 500; i++)
    seen[queue.get()]! += 1
}
export function main() {
  joinThreads([...startThreads(4, consume), ...[0, 1000].map(from => startThreads(1, produce, from)[0]!)])
  assertTrue(seen.every(times => times === 1))
}`)

  promise('maxsize is what it was made with', `
import { Queue } from 'queue'
export function main() {
  assertEqual([new Queue().maxsize, new Queue({ maxsize: -3 }).maxsize, new Queue({ maxsize: 5 }).maxsize], [0, -3, 5])
  const queue = new Queue({ maxsize: -3 })
  queue.put(1)
  assertFalse(queue.full())
}`)
})
