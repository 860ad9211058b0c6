/**
 * Planted races, each of which the report has to name, and programs of the same kinds without one, of which it must say
 * nothing. Thinned out: every sixth; with FULL=1 all.
 */
import { describe, expect, it } from 'vitest'
import { exploreSnippet } from './run-schedules'

const FULL = import.meta.env.FULL === '1'
const SIXTH = 6

/** What threads share, and what two of them do. */
type Planted = readonly [what: string, declarations: string, first: string, second: string, name: string]

const INT = 'const n = shared.int(0)'
const LOCK = 'const lock = new Lock()'

const planted: readonly Planted[] = [
  ['two unlocked increments', INT, 'n.value += 1', 'n.value += 1', 'n'],
  ['an increment and a write', INT, 'n.value += 1', 'n.value = 7', 'n'],
  ['a write and a read', INT, 'n.value = 1', 'print(n.value)', 'n'],
  ['two writes of the same value', INT, 'n.value = 1', 'n.value = 1', 'n'],
  ['a lock on one side only', `${INT}\n${LOCK}`, 'using _ = lock.hold(); n.value += 1', 'n.value += 1', 'n'],
  ['two locks for one value', `${INT}\n${LOCK}\nconst other = new Lock()`, 'using _ = lock.hold(); n.value += 1', 'using _ = other.hold(); n.value += 1', 'n'],
  ['a read before the lock is taken', `${INT}\n${LOCK}`, 'const seen = n.value; using _ = lock.hold(); n.value = seen + 1', 'using _ = lock.hold(); n.value += 1', 'n'],
  ['a read after the lock is released', `${INT}\n${LOCK}`, 'lock.acquire(); n.value += 1; lock.release(); print(n.value)', 'using _ = lock.hold(); n.value += 1', 'n'],
  ['a flag that is no lock', `${INT}\nconst flag = shared.int(0)`, 'if (flag.value === 0) { flag.value = 1; n.value += 1; flag.value = 0 }', 'if (flag.value === 0) { flag.value = 1; n.value += 1; flag.value = 0 }', 'flag'],
  ['a message announced by a flag', `${INT}\nconst isReady = shared.int(0)`, 'n.value = 42; isReady.value = 1', 'if (isReady.value === 1) print(n.value)', 'isReady'],
  ['a float', 'const x = shared.float(0)', 'x.value += 0.5', 'x.value += 0.5', 'x'],
  ['one item of an array', 'const cells = shared.array(2)', 'cells[0]! += 1', 'cells[0]! += 1', 'cells'],
  ['an item that is read and written', 'const cells = shared.array(2)', 'cells[1] = 3', 'print(cells[1])', 'cells'],
  ['a value of a dictionary that is read and written back', 'const d = shared.dict<string, number>()', 'd.set(\'k\', (d.get(\'k\') ?? 0) + 1)', 'd.set(\'k\', (d.get(\'k\') ?? 0) + 1)', 'd'],
  ['a check before a pop', 'const list = shared.list<number>([1])', 'if (len(list) > 0) list.pop()', 'if (len(list) > 0) list.pop()', 'list'],
  ['a loop over a list that another thread appends to', 'const list = shared.list<number>([1, 2])', 'for (const item of list) print(item)', 'list.append(3)', 'list'],
  ['an event that is set before the write', `${INT}\nconst event = new Event()`, 'event.set(); n.value = 1', 'event.wait(); print(n.value)', 'n'],
  ['an item that is put before the write', `${INT}\nconst q = new Queue<number>()`, 'q.put(1); n.value = 1', 'q.get(); print(n.value)', 'n'],
  ['a semaphore for two', `${INT}\nconst gate = new Semaphore({ value: 2 })`, 'gate.acquire(); n.value += 1; gate.release()', 'gate.acquire(); n.value += 1; gate.release()', 'n'],
  ['a lock that is held by another step of the act', `${INT}\n${LOCK}`, 'lock.acquire(); const seen = n.value; lock.release(); n.value = seen + 1', 'lock.acquire(); n.value += 1; lock.release()', 'n'],
  ['a read that decides', 'const left = shared.int(1)', 'if (left.value > 0) left.value -= 1', 'if (left.value > 0) left.value -= 1', 'left'],
  ['a function that two threads call', `${INT}\nfunction bump(): void { n.value += 1 }`, 'bump()', 'bump()', 'n'],
  ['a write behind a failed acquire', `${INT}\n${LOCK}`, 'const got = lock.acquire({ blocking: false }); n.value += 1; if (got) lock.release()', 'const got = lock.acquire({ blocking: false }); n.value += 1; if (got) lock.release()', 'n'],
  ['the second of two values', `${INT}\nconst m = shared.int(0)\n${LOCK}`, 'lock.acquire(); n.value += 1; lock.release(); m.value += 1', 'lock.acquire(); n.value += 1; lock.release(); m.value += 1', 'm'],
  ['a read of the main thread before the join', INT, 'n.value += 1', 'print(n.value)', 'n'],
  ['a maximum', 'const most = shared.int(0)', 'if (most.value < 3) most.value = 3', 'if (most.value < 5) most.value = 5', 'most'],
  ['two that swap', 'const a = shared.int(1)\nconst b = shared.int(2)', 'const seen = a.value; a.value = b.value; b.value = seen', 'const seen = b.value; b.value = a.value; a.value = seen', 'a'],
  ['an object made on first use', 'const made = shared.int(0)', 'if (made.value === 0) made.value = 1', 'if (made.value === 0) made.value = 2', 'made'],
  ['a notification without the value in its lock', `${INT}\nconst c = new Condition()`, 'n.value = 1; c.acquire(); c.notify(); c.release()', 'c.acquire(); const seen = n.value; c.release(); print(seen)', 'n'],
  ['a reentrant lock and a plain one', `${INT}\n${LOCK}\nconst r = new RLock()`, 'using _ = r.hold(); n.value += 1', 'using _ = lock.hold(); n.value += 1', 'n'],
]

const right: readonly (readonly [what: string, declarations: string, first: string, second: string])[] = [
  ['a lock on both sides', `${INT}\n${LOCK}`, 'using _ = lock.hold(); n.value += 1', 'using _ = lock.hold(); n.value += 1'],
  ['a reentrant lock, taken twice', `${INT}\nconst r = new RLock()`, 'using _ = r.hold(); { using _again = r.hold(); n.value += 1 }', 'using _ = r.hold(); n.value += 1'],
  ['reads only', 'const n = shared.int(5)', 'print(n.value)', 'print(n.value)'],
  ['each its own item', 'const cells = shared.array(2)', 'cells[0]! += 1', 'cells[1]! += 1'],
  ['an event after the write', `${INT}\nconst event = new Event()`, 'n.value = 1; event.set()', 'event.wait(); print(n.value)'],
  ['an item after the write', `${INT}\nconst q = new Queue<number>()`, 'n.value = 1; q.put(1)', 'q.get(); print(n.value)'],
  ['a semaphore for one', `${INT}\nconst gate = new Semaphore({ value: 1 })`, 'gate.acquire(); n.value += 1; gate.release()', 'gate.acquire(); n.value += 1; gate.release()'],
  ['appends', 'const list = shared.list<number>()', 'list.append(1)', 'list.append(2)'],
  ['single writes of a dictionary', 'const d = shared.dict<string, number>()', 'd.set(\'a\', 1)', 'd.set(\'b\', 2)'],
  ['a condition’s lock', `${INT}\nconst c = new Condition()`, 'using _ = c.hold(); n.value = 1; c.notify()', 'using _ = c.hold(); while (n.value === 0) c.wait(); print(n.value)'],
  ['a barrier between write and read', `${INT}\nconst barrier = new Barrier(2)`, 'n.value = 1; barrier.wait()', 'barrier.wait(); print(n.value)'],
  ['a handshake of two queues', `${INT}\nconst to = new Queue<number>()\nconst from = new Queue<number>()`, 'n.value = 1; to.put(1); from.get(); n.value += 1', 'to.get(); n.value += 1; from.put(1)'],
]

function program(declarations: string, first: string, second: string): string {
  return `import { len, print } from 'builtins'
import { Queue } from 'queue'
import * as shared from 'shared'
import { Barrier, Condition, Event, Lock, RLock, Semaphore, Thread } from 'threading'
${declarations}
function one(): void { ${first} }
function two(): void { ${second} }
export function main(): void {
  const threads = [new Thread({ target: one }), new Thread({ target: two })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}
`
}

function thinned<T>(all: readonly T[]): readonly T[] {
  return FULL ? all : all.filter((_, index) => index % SIXTH === 0)
}

it('thirty are planted', () => {
  expect(planted.length).toBeGreaterThanOrEqual(30)
})

describe('a race is found', () => {
  it.each(thinned(planted))('%s', async (_, declarations, first, second, name) => {
    const { races } = await exploreSnippet(program(declarations, first, second))
    expect(races.join('\n')).toMatch(new RegExp(`\\b${name}\\b`))
  })
})

describe('no race is reported', () => {
  it.each(thinned(right))('%s', async (_, declarations, first, second) => {
    const { races, ends } = await exploreSnippet(program(declarations, first, second))
    expect(races).toEqual([])
    expect(ends.filter(({ end }) => end.kind !== 'finished')).toEqual([])
  })
})
