/** Controlled runs of programs that wait for each other by each of the standard modules' means. */
import { expect, it } from 'vitest'
import { runSchedules, stepLines } from './run-schedules'

const RANDOM = Array.from({ length: 15 }, (_, seed) => ({ policy: { kind: 'random', seed }, granularity: seed % 3 === 0 ? 'gil' : 'free-threaded' } as const))

/** The ends of runs at random: what was printed, or how else they ended. */
async function ends(source: string): Promise<string[]> {
  const runs = await runSchedules(`import { Barrier, Condition, Event, Lock, RLock, Semaphore, Thread, Timer } from 'threading'
import { Queue, PriorityQueue } from 'queue'
import { ThreadPoolExecutor, wait } from 'concurrent.futures'
import * as asyncio from 'asyncio'
import * as time from 'time'
import * as shared from 'shared'
import { print } from 'builtins'
${source}`, {}, ...RANDOM)
  expect(runs.length).toBe(1 + RANDOM.length)
  return [...new Set(runs.map(({ output, end }) => end.kind === 'finished' ? output.trim() : end.kind === 'error' ? end.message : end.kind))].sort()
}

it('runs a queue between two threads', async () => {
  expect(await ends(`const queue = new Queue<number>({ maxsize: 1 })
function produce(): void { for (let i = 0; i < 3; i++) queue.put(i) }
export function main(): void {
  const thread = new Thread({ target: produce })
  thread.start()
  print(queue.get(), queue.get(), queue.get(), queue.empty())
  thread.join()
}`)).toEqual(['0 1 2 True'])
})

it('ends a bounded queue that is never emptied as a deadlock, and one that is shut down with ShutDown', async () => {
  expect(await ends(`const queue = new Queue<number>({ maxsize: 1 })
export function main(): void { queue.put(1); queue.put(2) }`)).toEqual(['deadlock'])
  expect(await ends(`const queue = new Queue<number>()
function close(): void { queue.shutdown() }
export function main(): void { new Thread({ target: close }).start(); queue.get() }`)).toEqual(['ShutDown'])
})

it('runs conditions: a consumer that waits in a loop gets what was made, whenever', async () => {
  expect(await ends(`const condition = new Condition()
const items = shared.list<number>()
function consume(): void {
  using _ = condition.hold()
  while (items.length === 0) condition.wait()
  print('got', items.pop())
}
export function main(): void {
  const threads = [new Thread({ target: consume }), new Thread({ target: consume })]
  for (const thread of threads) thread.start()
  for (let i = 0; i < 2; i++) {
    using _ = condition.hold()
    items.append(7)
    condition.notify()
  }
  for (const thread of threads) thread.join()
}`)).toEqual(['got 7\ngot 7'])
})

it('finds a lost wake-up: a notify before the wait wakes no thread', async () => {
  expect(await ends(`const condition = new Condition({ lock: new Lock() })
function waiter(): void { condition.acquire(); condition.wait(); condition.release() }
export function main(): void {
  const thread = new Thread({ target: waiter })
  thread.start()
  condition.acquire()
  condition.notify()
  condition.release()
  thread.join()
}`)).toEqual(['', 'deadlock'])
})

it('runs semaphores, events, barriers and reentrant locks', async () => {
  expect(await ends(`const slots = new Semaphore({ value: 2 })
const inside = shared.int(0)
const guard = new RLock()
const all = new Barrier(3)
const go = new Event()
const most = shared.int(0)
function work(): void {
  go.wait()
  slots.acquire()
  {
    using _ = guard.hold()
    using _again = guard.hold()
    inside.value += 1
    most.value = Math.max(most.value, inside.value)
  }
  {
    using _ = guard.hold()
    inside.value -= 1
  }
  slots.release()
  all.wait()
}
export function main(): void {
  const threads = [1, 2, 3].map(() => new Thread({ target: work }))
  for (const thread of threads) thread.start()
  go.set()
  for (const thread of threads) thread.join()
  print(inside.value, most.value <= 2)
}`)).toEqual(['0 True'])
})

it('runs pools, their futures and what waits for them', async () => {
  expect(await ends(`function square(x: number): number { return x * x }
export function main(): void {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const futures = [1, 2, 3].map(x => pool.submit(square, x))
  const { done } = wait(futures)
  print(done.size, futures.map(future => future.result()), [...pool.map(square, [4, 5])])
}`)).toEqual(['3 [1, 4, 9] [16, 25]'])
})

it('runs timers and waits with a time limit by the virtual clock', async () => {
  expect(await ends(`const lock = new Lock()
const rung = new Event()
function ring(): void { rung.set() }
export function main(): void {
  lock.acquire()
  print(lock.acquire({ timeout: 5 }), time.monotonic())
  const timer = new Timer(10, ring)
  timer.start()
  print(rung.wait({ timeout: 1 }), rung.wait(), time.monotonic())
}`)).toEqual(['False 5\nFalse True 15'])
})

it('runs an event loop, its tasks, timers and threads', async () => {
  expect(await ends(`function slow(x: number): number { time.sleep(x); return x }
async function later(x: number): Promise<number> { await asyncio.sleep(x); return x }
async function main2(): Promise<void> {
  print(await asyncio.gather(later(3), later(1), asyncio.toThread(slow, 2)), time.monotonic())
}
export async function main(): Promise<void> { await main2() }`)).toEqual(['[3, 1, 2] 3'])
})

it('counts each access to an item of a shared array as a step', async () => {
  const [run] = await runSchedules(`import { Thread } from 'threading'
import * as shared from 'shared'
const cells = shared.array(3)
function work(): void { cells[1] += 5 }
export function main(): void {
  const thread = new Thread({ target: work })
  thread.start()
  thread.join()
}
`, {})
  expect(stepLines(run!).slice(2, 6)).toEqual(['1 begin :7', '1 read cells[1] 0 :4', '1 write cells[1] 5 :4', '1 end thread :4'])
})

it('says what a Controlled run doesn\'t have: requests, processes, a line that is typed', async () => {
  const failures: string[] = []
  for (const call of ['web.get(\'io/wait?ms=1\')', 'input()', 'new ProcessPoolExecutor().submit(square, 2).result()']) {
    const [run] = await runSchedules(`import { ProcessPoolExecutor } from 'concurrent.futures'
import { input } from 'builtins'
import * as web from 'web'
export function square(x: number): number { return x * x }
export function main(): void { ${call} }
`, {})
    failures.push(run!.end.kind === 'error' ? run!.end.message : run!.end.kind)
  }
  expect(failures).toEqual([expect.stringContaining('makes no requests'), 'EOFError: EOF when reading a line', expect.stringContaining('starts no processes')])
})

it('gives a hundred threads their workers', async () => {
  const [run] = await runSchedules(`import { Thread } from 'threading'
import { print } from 'builtins'
import * as shared from 'shared'
const count = shared.int(0)
function work(): void { count.value += 1 }
export function main(): void {
  const threads = Array.from({ length: 100 }, () => new Thread({ target: work }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(count.value)
}
`, { policy: { kind: 'random', seed: 1 }, maxSteps: 5000 })
  expect(run).toMatchObject({ end: { kind: 'finished' } })
  expect(run!.threads.length).toBe(101)
})

it('rejects runs whose place is taken by those of another program', async () => {
  const endless = runSchedules('export function main(): void { for (;;) ; }', { maxSteps: 20_000 })
  await Promise.all([expect(endless).rejects.toThrow('newer runs took the place'), new Promise(resolve => setTimeout(resolve, 500)).then(() => runSchedules('export function main(): void {}', {}))])
})
