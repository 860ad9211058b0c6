/** A program that hangs says so, with lines and names; one that does not is never said to. */
import type { Deadlock } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { BOTH_MODES, modesByTurns } from '../conformance/promise'
import { runSnippet } from '../run-snippet'

const heading = `import { print, range } from 'builtins'; import { Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, Thread, Timer } from 'threading'; import { Queue, SimpleQueue } from 'queue'
import { asCompleted, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait } from 'concurrent.futures'; import * as asyncio from 'asyncio'; import * as shared from 'shared'; import * as time from 'time'; import * as web from 'web'
`

async function hang(source: string): Promise<Deadlock[]> {
  const [mode] = modesByTurns(BOTH_MODES)
  // Without an end of its own it is stopped, when it is found or after the time.
  const { deadlocks, summary } = await runSnippet(heading + source, { mode, stopAtDeadlock: true, timeout: 20 })
  expect(summary.outcome).toBe('stopped')
  return deadlocks
}

/** What hangs, and the lines that wait. The first line is line 3. */
const hanging: Record<string, [source: string, kind: Deadlock['kind'], lines: number[]]> = {
  'a consumer whose producer is done': [`const queue = new Queue<number>()
function consume() {
  while (true)
    queue.get()
}
export function main() {
  const thread = new Thread({ target: consume })
  thread.start()
  queue.put(1)
  thread.join()
}`, 'threads', [12, 6]],
  'consumers whose producer has failed': [`const queue = new SimpleQueue<number>()
function produce() { throw new Error('no') }
function consume() { queue.get() }
export function main() {
  for (const target of [consume, consume, produce]) new Thread({ target }).start()
}`, 'threads', [5, 5]],
  'a producer of a full queue': [`const queue = new Queue<number>({ maxsize: 1 })
export function main() {
  queue.put(1)
  queue.put(2)
}`, 'threads', [6]],
  'a queue joined without taskDone': [`const queue = new Queue<number>()
export function main() {
  queue.put(1)
  queue.get()
  queue.join()
}`, 'threads', [7]],
  'an event that is never set': [`const event = new Event()
export function main() {
  event.wait()
}`, 'threads', [5]],
  'a condition notified before it is waited for': [`const condition = new Condition()
function notify() { using _ = condition.hold(); condition.notify() }
export function main() {
  const thread = new Thread({ target: notify })
  thread.start()
  thread.join()
  using _ = condition.hold()
  condition.wait()
}`, 'threads', [10]],
  'a semaphore that is never released': [`const seats = new Semaphore({ value: 1 })
function sit() {
  seats.acquire()
}
export function main() {
  for (const _ of range(3)) new Thread({ target: sit }).start()
}`, 'threads', [5, 5]],
  'a barrier with a party too few': [`const barrier = new Barrier(3)
function arrive() { barrier.wait() }
export function main() {
  const all = range(2).map(() => new Thread({ target: arrive }))
  all.forEach(thread => thread.start())
  all.forEach(thread => thread.join())
}`, 'threads', [8, 4, 4]],
  'a future that is never set': [`export function main() {
  const future = new Future<number>()
  future.result()
}`, 'threads', [5]],
  'futures of a pool that wait for each other': [`function outer() {
  return pool().submit(inner).result()
}
function inner() { return 1 }
const only = new ThreadPoolExecutor({ maxWorkers: 1 })
function pool() { return only }
export function main() {
  print(only.submit(outer).result())
}`, 'threads', [10, 4]],
  'wait and asCompleted for futures that are never set': [`export function main() {
  const future = new Future<number>()
  wait([future])
}`, 'threads', [5]],
  'a lock that another thread took and kept': [`const lock = new Lock()
function take() { lock.acquire() }
export function main() {
  const thread = new Thread({ target: take })
  thread.start()
  thread.join()
  lock.acquire()
}`, 'threads', [9]],
  'a thread that waits beside idle workers of a pool': [`const event = new Event()
function nothing() {}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  pool.submit(nothing)
  pool.submit(nothing)
  event.wait()
}`, 'threads', [9]],
  'after a sleep, a request and a timer that end': [`const event = new Event()
function sleep() { time.sleep(0.05) }
function get() { web.get('io/wait?ms=50') }
export function main() {
  for (const target of [sleep, get]) new Thread({ target }).start()
  new Timer(0.05, sleep).start()
  event.wait()
}`, 'threads', [9]],
  'a task that waits for an event': [`export async function main() {
  const event = new asyncio.Event()
  await event.wait()
}`, 'tasks', [5]],
  'a task that waits for a thread that waits': [`const event = new Event()
function block() {
  event.wait()
}
export async function main() {
  await asyncio.toThread(block)
}`, 'tasks', [8, 5]],
  'an event loop that is never stopped': [`export function main() {
  const loop = asyncio.newEventLoop()
  loop.runForever()
}`, 'threads', [5]],
}

describe('a program that hangs says so', () => {
  for (const [name, [source, kind, lines]] of Object.entries(hanging)) {
    it(name, { timeout: 40_000 }, async () => {
      const [deadlock, ...others] = await hang(source)
      expect(others).toEqual([])
      expect({ kind: deadlock!.kind, lines: deadlock!.members.map(({ line }) => line) }).toEqual({ kind, lines })
    })
  }
})

/** Programs that end, though all their threads wait at times: each is run with a number that chooses among its ways. */
const ending: readonly string[] = [
  // A pipeline of queues, ended by shutdown or by null.
  `const first = new Queue<number | null>({ maxsize: N % 3 }), second = new SimpleQueue<number | null>()
function square() { for (;;) { const n = first.get(); if (n === null) { second.put(null); return } second.put(n * n) } }
export function main() {
  const all = range(1 + N % 4).map(() => new Thread({ target: square })); all.forEach(thread => thread.start())
  for (const n of range(20)) first.put(n)
  all.forEach(() => first.put(null))
  for (let ends = 0, count = 0; ends < all.length;) { if (second.get() === null) ends++; else count++ }
  all.forEach(thread => thread.join())
}`,
  // Turns handed on by conditions, events and semaphores.
  `const turn = shared.int(0), condition = new Condition(), seats = new Semaphore({ value: 1 + N % 2 }), go = new Event()
function play(me: number, players: number) {
  go.wait()
  for (const round of range(8)) {
    using _ = condition.hold()
    condition.waitFor(() => turn.value === round * players + me)
    turn.value += 1
    condition.notifyAll()
  }
  using _ = seats.hold()
}
export function main() {
  const players = 2 + N % 3
  const all = range(players).map(me => new Thread({ target: play, args: [me, players] })); all.forEach(thread => thread.start())
  go.set()
  all.forEach(thread => thread.join())
}`,
  // A pool whose calls wait for requests, sleeps, each other's results, and a barrier.
  `const barrier = new Barrier(2)
function get(n: number) { return N % 2 === 0 ? web.get('io/wait?ms=' + n).status : n }
function meet(n: number) { barrier.wait(); time.sleep(0.001 * (N % 5)); return n }
function add(futures: Future<number>[]) { return futures.reduce((sum, future) => sum + future.result(), 0) }
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 6 })
  const futures = range(4).map(n => pool.submit(get, n))
  const met = range(2).map(n => pool.submit(meet, n))
  const sum = pool.submit(add, futures)
  for (const future of asCompleted([...met, sum])) future.result()
}`,
  // An event loop beside threads that call into it, and what it waits for elsewhere.
  `const done = new Event()
function call(loop: asyncio.EventLoop) { time.sleep(0.001 * (N % 3)); loop.callSoonThreadsafe(loop.stop) }
function block(n: number) { return n }
async function tasks() {
  const queue = new asyncio.Queue<number>()
  const consumer = asyncio.createTask(queue.get())
  await asyncio.gather(...range(5).map(n => asyncio.toThread(block, n)))
  await queue.put(await asyncio.toThread(block, N))
  await consumer
  if (N % 2 === 0) await web.aget('io/wait?ms=5')
  done.set()
}
export function main() {
  asyncio.run(tasks())
  done.wait()
  const loop = asyncio.newEventLoop()
  const thread = new Thread({ target: call, args: [loop] }); thread.start()
  loop.runForever()
  thread.join()
  loop.close()
}`,
  // A timer, threads that start threads, and a daemon that waits when all is over.
  `const event = new Event(), never = new Queue<number>(), locks = range(3).map(() => new Lock())
function set() { event.set() }
function idle() { never.get() }
function deep(n: number) { if (n > 0) { const thread = new Thread({ target: deep, args: [n - 1] }); thread.start(); thread.join() } using _ = locks[n % 3]!.hold() }
export function main() {
  new Thread({ target: idle, daemon: true }).start()
  new Timer(0.001 * (N % 7), set).start()
  const thread = new Thread({ target: deep, args: [N % 5] }); thread.start()
  event.wait()
}`,
]

describe('a program that ends is never said to hang', () => {
  const FULL = import.meta.env.FULL === '1'
  const RUNS = FULL ? 500 : 20

  /** Takes processors away, so that threads are slow to wake. */
  function busyLoops(count: number): () => void {
    const url = URL.createObjectURL(new Blob(['for (;;) {}'], { type: 'text/javascript' }))
    const workers = Array.from({ length: count }, () => new Worker(url))
    return () => workers.forEach(worker => worker.terminate())
  }

  for (const busy of FULL ? [0, 4] : [4]) {
    it(`whatever its threads wait for, beside ${busy} busy loops`, { timeout: RUNS * 8000 }, async () => {
      const stop = busyLoops(busy)
      try {
        for (let n = 0; n < RUNS / 2; n++) {
          const source = `${heading}const N = ${n}\n${ending[n % ending.length]}`
          const { deadlocks, problems, summary } = await runSnippet(source, { mode: BOTH_MODES[(n >> 1) % 2], timeout: 60 })
          expect({ n, deadlocks, problems, outcome: summary.outcome }).toEqual({ n, deadlocks: [], problems: [], outcome: 'finished' })
        }
      }
      finally {
        stop()
      }
    })
  }
})
