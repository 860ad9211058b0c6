/** What a thread changes in vain is reported: the module's lists, Maps and fields are not shared as they are in Python. */
import type { Mode } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { byTurns, thinned } from '../../thinned'
import { runSnippet } from '../run-snippet'

/** The warnings of a program, as `line: message`. */
async function warnings(source: string, mode: Mode = 'gil'): Promise<string[]> {
  const { problems, summary } = await runSnippet(source, { mode })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  expect(summary.outcome).toBe('finished')
  return problems.map(({ line, message }) => `${line}: ${message}`)
}

const heading = `import { print, range } from 'builtins'; import { Lock, Thread, Timer } from 'threading'; import { Queue } from 'queue'
import { ProcessPoolExecutor, ThreadPoolExecutor } from 'concurrent.futures'; import * as asyncio from 'asyncio'; import * as shared from 'shared'; import * as time from 'time'
function run(...targets: (() => void)[]) { const all = targets.map(target => new Thread({ target })); all.forEach(t => t.start()); all.forEach(t => t.join()) }
`

/** A program that starts `work` in threads and shows `shown` in main. Its first line is line 4. */
function program(declared: string, work: string, shown: string): string {
  return `${heading}${declared}
function work() {
  ${work}
}
export function main() {
  run(work, work);
  ${shown}
}`
}

const LOST = 'was changed in this thread only: no other thread sees it'

/** What is declared, what a thread does, what main shows, and what is said of it. The thread's statement is on line 6. */
const lost: Record<string, [declared: string, work: string, shown: string, what: string]> = {
  'a list that grows': ['const results: number[] = []', 'results.push(1)', 'print(results)', `6: the list 'results' ${LOST}`],
  'an item of a list': ['const results = [0, 0]', 'results[1] = 5', 'print(results)', `6: the list 'results' ${LOST}`],
  'a list in a list': ['const grid = [[0], [0]]', 'grid[1]![0]! += 1', 'print(grid)', `6: the list 'grid' ${LOST}`],
  'a Map': ['const seen = new Map<string, number>()', 'seen.set("a", 1)', 'print(seen)', `6: the dict 'seen' ${LOST}`],
  'a Set': ['const seen = new Set<string>()', 'seen.add("a")', 'print(seen.size)', `6: the set 'seen' ${LOST}`],
  'a key of an object': ['const seen: Record<string, number> = {}', 'seen.a = 1', 'print(seen)', `6: the dict 'seen' ${LOST}`],
  'a key that is deleted': ['const seen: Record<string, number> = { a: 1 }', 'delete seen.a', 'print(seen)', `6: the dict 'seen' ${LOST}`],
  'a field of an instance': ['class Counter { value = 0; lock = new Lock() }; const counter = new Counter()', 'counter.value += 1', 'print(counter.value)', `6: the Counter 'counter' ${LOST}`],
  'a field that a method changes': ['class Counter { value = 0; increment() { this.value++ } }; const counter = new Counter()', 'counter.increment()', 'print(counter.value)', `6: the Counter 'counter' ${LOST}`],
  'a private field': ['class Counter { #value = 0; increment() { this.#value++ } get value() { return this.#value } }; const counter = new Counter()', 'counter.increment()', 'print(counter.value)', `6: the Counter 'counter' ${LOST}`],
  'a static field': ['class Account { static opened = 0; constructor() { Account.opened++ } }', 'new Account()', 'print(Account.opened)', `4: the class 'Account' ${LOST}`],
  'a private static field': ['class Account { static #opened = 0; static open() { Account.#opened++ } static get opened() { return Account.#opened } }', 'Account.open()', 'print(Account.opened)', `6: the class 'Account' ${LOST}`],
  'what an alias changes': ['const results: number[] = []; const all = { results }', 'const list = all.results; list.push(1)', 'print(results)', `6: the list 'results' ${LOST}`],
  'what destructuring reaches': ['const state = { items: [0] }', 'const { items } = state; items.push(1)', 'print(state)', `6: the dict 'state' ${LOST}`],
  'a typed array': ['const cells = new Float64Array(3)', 'cells[0]! += 1', 'print(cells)', `6: the array 'cells' ${LOST}`],
  'what a function changes that the target calls': ['const log: string[] = []; function note(text: string) { log.push(text) }', 'note("a")', 'print(log)', `4: the list 'log' ${LOST}`],
  'a cache that main reads too': ['const cache = new Map<number, number>(); function square(n: number) { const known = cache.get(n); if (known !== undefined) return known; cache.set(n, n * n); return n * n }', 'square(3)', 'print(square(3))', `4: the dict 'cache' ${LOST}`],
  'what main asks for in a closure': ['const results: number[] = []', 'results.push(1)', '[1].forEach(() => print(results))', `6: the list 'results' ${LOST}`],
}

describe('what a thread changes and main shows is reported once, with the line and what to write', () => {
  for (const [name, [declared, work, shown, what]] of thinned(Object.entries(lost), 2)) {
    it(name, async () => {
      const found = await warnings(program(declared, work, shown))
      expect(found.filter(text => text === what)).toHaveLength(1)
      expect(found.filter(text => !text.includes('the dict \'all\''))).toHaveLength(1)
    })
  }

  it('says what to write instead', async () => {
    const { problems } = await runSnippet(program('const results: number[] = []', 'results.push(1)', 'print(results)'))
    expect(problems[0]).toMatchObject({ type: 'RuntimeWarning', severity: 'warning', origin: 'thread', hint: expect.stringContaining('const results = shared.list()') as string })
    expect(problems[0]!.where).toMatch(/^Thread-\d/)
  })

  const RESULTS = `6: the list 'results' ${LOST}`

  it('in a pool, in to_thread, in a timer, and in a daemon thread that never ends', async () => {
    const begin = `${heading}const results: number[] = []
function work(n = 0) {
  results.push(n)
}
`
    expect(await warnings(`${begin}export function main() { { using pool = new ThreadPoolExecutor(); [...pool.map(work, [1, 2, 3])] }; print(results) }`)).toEqual([RESULTS])
    expect(await warnings(`${begin}export async function main() { await asyncio.gather(asyncio.toThread(work, 1), asyncio.toThread(work, 2)); print(results) }`)).toEqual([RESULTS])
    expect(await warnings(`${begin}export function main() { const timer = new Timer(0, work); timer.start(); timer.join(); print(results) }`)).toEqual([RESULTS])
    expect(await warnings(`${begin}const queue = new Queue<number>()
function serve() { while (true) { work(queue.get()); queue.taskDone() } }
export function main() { new Thread({ target: serve, daemon: true }).start(); for (const n of range(5)) queue.put(n); queue.join(); print(results); time.sleep(0.05) }`)).toEqual([RESULTS])
  })

  it('in threads that read what one before them has changed', async () => {
    expect(await warnings(program('const log: string[] = []', 'log.push("a")', ''))).toEqual([`6: the list 'log' ${LOST}`])
  })
})

describe('what main changes and threads don\'t see is reported', () => {
  const UNSEEN = 'was changed in the main thread only: other threads that use it have it as the module made it'

  it('a setting that is made before the threads are started', async () => {
    expect(await warnings(`${heading}const config = { size: 1 }
function work() { print(config.size) }
export function main() {
  config.size = 5
  run(work)
}`)).toEqual([`7: the dict 'config' ${UNSEEN}`])
  })

  it('a variable that is assigned before the threads are started', async () => {
    expect(await warnings(`${heading}let size = 1
function work() { print(size) }
export function main() {
  size = 5
  run(work)
}`)).toEqual([`7: the variable 'size' ${UNSEEN}`])
  })

  it('a flag that threads look at while they run', async () => {
    expect(await warnings(`${heading}const state = { stop: false }
const seen = shared.int(0)
function work() { for (let i = 0; i < 400 && !state.stop; i++) { seen.value = i + 1; time.sleep(0.005) } }
export function main() {
  const thread = new Thread({ target: work })
  thread.start()
  while (seen.value === 0)
    time.sleep(0.001)
  state.stop = true
  thread.join()
}`)).toEqual([`12: the dict 'state' ${UNSEEN}`])
  })
})

describe('what a thread changes in the copies that it is given', () => {
  const COPIED = 'was changed in this thread only: a thread gets copies of its arguments'
  const begin = `${heading}function work(items: number[], n = 1) { items.push(n) }
function sorted(items: number[]) { items.sort(); return items }
`

  it('is reported where the program goes on to use what it gave', async () => {
    expect(await warnings(`${begin}export function main() {
  const items = [1]
  const thread = new Thread({ target: work, args: [items] })
  thread.start(); thread.join(); print(items)
}`)).toEqual([`8: the list in args[0] ${COPIED}`])
    expect(await warnings(`${begin}export function main() {
  const items = [1]
  { using pool = new ThreadPoolExecutor(); pool.submit(work, items, 2) }
  print(items)
}`)).toEqual([`8: the list in args[0] ${COPIED}`])
    expect(await warnings(`${begin}export function main() {
  const items = [1]
  for (const n of range(2)) { const thread = new Thread({ target: work, args: [items, n] }); thread.start(); thread.join() }
}`)).toEqual([`8: the list in args[0] ${COPIED}`, `8: the list in args[0] ${COPIED}`])
  })

  it('is harmless where no one reads it, or where it is returned', async () => {
    expect(await warnings(`${begin}export function main() {
  const items = [2, 1]
  const thread = new Thread({ target: work, args: [[1, 2]] })
  thread.start(); thread.join()
  using pool = new ThreadPoolExecutor()
  pool.submit(work, items.slice())
  print(pool.submit(sorted, items).result(), items)
  pool.submit(work, items)
}`)).toEqual([])
  })
})

describe('what is not lost is not reported', () => {
  const kept: Record<string, string> = {
    'what only the thread itself uses': program('const scratch: number[] = []', 'scratch.length = 0', '').replace('run(work, work)', 'run(work)').replace('scratch.length = 0', 'scratch.push(1); print(scratch.length)'),
    'what is never changed': program('const URLS = ["a", "b"]; const table = new Map([["a", 1]])', 'print(URLS[0], table.get("a"))', 'print(URLS, table)'),
    'what is changed and changed back': program('const stack = [1]', 'stack.push(2); stack.pop()', 'print(stack)'),
    'shared objects, also in fields and lists': program('const counter = { value: shared.int(0), lock: new Lock(), all: [shared.list<number>()] }', 'counter.value.value += 1; counter.all[0]!.append(1)', 'print(counter.value.value, counter.all[0])'),
    'local variables of the same name': program('const results: number[] = [0]', 'const results = [1]; results.push(2)', 'print(results)'),
    'coroutines on one thread': `${heading}const seen: number[] = []; const state = { n: 0 }; let total = 0
async function work(n: number) { await asyncio.sleep(0); seen.push(n); state.n += 1; total += 1 }
export async function main() { await asyncio.gather(...range(5).map(work)); print(seen, state, total) }`,
    'what main gathers from threads': `${heading}const results: number[] = []; const threads: Thread[] = []; const futures: unknown[] = []
function work(n: number) { return n * n }
function square() { work(2) }
export function main() {
  using pool = new ThreadPoolExecutor()
  for (const n of range(4)) { const future = pool.submit(work, n); futures.push(future); results.push(future.result()) }
  for (const _ of range(3)) { const thread = new Thread({ target: square }); threads.push(thread); thread.start() }
  threads.forEach(thread => thread.join())
  print(results, threads.length, futures.length)
}`,
    'what another process changes, as Python loses it too': `${heading}const results: number[] = []
function work(n: number) { results.push(n); return results.length }
export function main() { using pool = new ProcessPoolExecutor({ maxWorkers: 1 }); print([...pool.map(work, range(3))], results) }`,
  }
  for (const [turn, [name, source]] of Object.entries(kept).entries()) {
    it(name, async () => {
      for (const mode of byTurns(['gil', 'free'] as const, turn))
        expect(await warnings(source, mode)).toEqual([])
    })
  }
})

describe('the exercises lose nothing', () => {
  const programs = import.meta.glob<string>(['../../../exercises/*/start.ts', '../../../exercises/*/solution.ts'], { eager: true, import: 'default', query: '?raw' })

  it.each(Object.keys(programs))('%s', { timeout: 60_000 }, async (path) => {
    const { problems } = await runSnippet(programs[path]!, { mode: 'gil', stopAtDeadlock: true, timeout: 20 })
    expect(problems.filter(({ message }) => /in this thread only|in the main thread only/.test(message))).toEqual([])
  })
})
