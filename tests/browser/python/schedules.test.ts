/** Schedules of the live CPython: counts that can be checked by hand, the classic faults, and what a step shows. */
import { describe, expect, it } from 'vitest'
import { scheduleOf } from '../../../engine/explore/shortest'
import { why } from '../../../engine/explore/why'
import { stepLines } from '../controlled/run-schedules'
import { endsOf, explorePython, runPythonSchedules } from './explore-python'

function incrementing(statement: string, times: number): string {
  return `import threading
counter = 0
lock = threading.Lock()
def work():
    global counter
    for _ in range(${times}):
        ${statement}
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(counter)
`
}

function philosophers(ordered: boolean): string {
  return `import threading
forks = [threading.Lock() for _ in range(3)]
def dine(seat):
    first, second = forks[seat], forks[(seat + 1) % 3]
    ${ordered ? 'if seat == 2: first, second = second, first' : ''}
    with first:
        with second:
            pass
threads = [threading.Thread(target=dine, args=(seat,)) for seat in range(3)]
for t in threads: t.start()
for t in threads: t.join()
`
}

function bufferWith(check: 'if' | 'while'): string {
  return `import threading
items = []
condition = threading.Condition()
def consume():
    with condition:
        ${check} not items:
            condition.wait()
        items.pop()
def produce():
    for _ in range(2):
        with condition:
            items.append(1)
            condition.notify()
threads = [threading.Thread(target=each) for each in (consume, consume, produce)]
for t in threads: t.start()
for t in threads: t.join()
`
}

describe('two threads that increment', () => {
  it('once each: 6 interleavings in 4 runs, of which 4 lose one', async () => {
    const report = await explorePython(incrementing('counter += 1', 1))
    expect(report).toMatchObject({ coverage: { kind: 'all', cutOff: false }, interleavings: 6, runs: 4, redundant: 0 })
    expect(endsOf(report)).toEqual({ 1: 4, 2: 2 })
  })

  it('twice each: 70 interleavings, which end at 4, 3 and 2; the report names the race and why an update is lost', async () => {
    const report = await explorePython(incrementing('counter += 1', 2))
    expect(endsOf(report)).toEqual({ 2: 32, 3: 32, 4: 6 })
    const lost = report.ends.find(({ output }) => output === '2\n')!
    expect(why(lost.example)).toBe('Thread-2 (work) wrote counter on line 7 between Thread-1 (work)\'s read and write of line 7: 2 updates are lost')
    expect(report.races).toContain('Thread-1 (work) writes counter on line 7, Thread-2 (work) reads counter on line 7: nothing orders the two')
  })

  it('with a lock: one end, and no race', async () => {
    const report = await explorePython(incrementing('with lock: counter += 1', 2))
    expect(Object.keys(endsOf(report))).toEqual(['4'])
    expect(report.races).toEqual([])
  })

  it('under the GIL: += 1 never loses one, += int(1) does', async () => {
    expect(Object.keys(endsOf(await explorePython(incrementing('counter += 1', 1), { granularity: 'gil' })))).toEqual(['2'])
    expect(Object.keys(endsOf(await explorePython(incrementing('counter += int(1)', 1), { granularity: 'gil' })))).toEqual(['1', '2'])
  })

  it('under the GIL: so does a call of a function of the program\'s own, whose begin is a switch point', async () => {
    const source = incrementing('counter = plus_one(counter)', 1).replace('def work', 'def plus_one(value): return value + 1\ndef work')
    expect(endsOf(await explorePython(source, { granularity: 'gil' }))).toEqual({ 1: 4, 2: 2 })
  })
})

it('shows each access with its variable, value and line, and replays a schedule step by step', async () => {
  const source = incrementing('counter += 1', 1)
  const lost = (await explorePython(source)).ends.find(({ output }) => output === '1\n')!.example
  expect(stepLines(lost)).toEqual([
    '0 begin :0',
    '0 write counter 0 :2',
    '0 start 1 :9',
    '0 start 2 :9',
    '1 begin :0',
    '1 read counter 0 :7',
    '2 begin :0',
    '2 read counter 0 :7',
    '2 write counter 1 :7',
    '2 end :0',
    '1 write counter 1 :7',
    '1 end :0',
    '0 join 1 :10',
    '0 join 2 :10',
    '0 read counter 1 :11',
    '0 print stdout \'1\' :11',
    '0 end :0',
  ])
  const replayed = await runPythonSchedules(source, ...Array.from({ length: 20 }, () => ({ schedule: scheduleOf(lost) })))
  expect(replayed).toHaveLength(20)
  for (const run of replayed)
    expect(run).toEqual(lost)
})

it('three philosophers: 7 runs for 168 interleavings, one of them the deadlock; with ordered forks 6 for 142, and none', async () => {
  const report = await explorePython(philosophers(false))
  expect(report).toMatchObject({ interleavings: 168, runs: 7 })
  const deadlock = report.ends.find(({ end }) => end.kind === 'deadlock')!
  expect(why(deadlock.example)).toBe('Thread-1 (dine) holds forks[0] and waits for forks[1]; Thread-2 (dine) holds forks[1] and waits for forks[2]; Thread-3 (dine) holds forks[2] and waits for forks[0]')
  const ordered = await explorePython(philosophers(true))
  expect(ordered).toMatchObject({ interleavings: 142, runs: 6 })
  expect(ordered.ends.map(({ end }) => end.kind)).toEqual(['finished'])
})

it('two locks in two orders: a deadlock with one preemption, and a warning by the run that went well', async () => {
  const report = await explorePython(`import threading
a, b = threading.Lock(), threading.Lock()
def ab():
    with a, b: pass
def ba():
    with b, a: pass
threads = [threading.Thread(target=ab), threading.Thread(target=ba)]
for t in threads: t.start()
for t in threads: t.join()
`)
  expect(report.ends.map(({ end, preemptions }) => [end.kind, preemptions]).sort()).toEqual([['deadlock', 1], ['finished', 0]])
  expect(report.lockOrders).toEqual(['Thread-1 (ab) takes b on line 4 while it holds a, Thread-2 (ba) takes a on line 6 while it holds b: each can wait for the next one'])
})

it('a bounded buffer whose wait uses if fails with two consumers, with while it does not', async () => {
  expect(Object.keys(endsOf(await explorePython(bufferWith('if')))).sort()).toEqual(['', 'IndexError: pop from empty list'])
  expect(Object.keys(endsOf(await explorePython(bufferWith('while'))))).toEqual([''])
})

it('finds a lost wake-up, and says that the notification came too early', async () => {
  const report = await explorePython(`import threading
ready = False
condition = threading.Condition()
def waiter():
    if not ready:
        with condition:
            condition.wait()
def setter():
    global ready
    ready = True
    with condition:
        condition.notify()
threads = [threading.Thread(target=waiter), threading.Thread(target=setter)]
for t in threads: t.start()
for t in threads: t.join()
`)
  const deadlock = report.ends.find(({ end }) => end.kind === 'deadlock')!
  expect(why(deadlock.example)).toBe('Thread-2 (setter) notified condition on line 12 before Thread-1 (waiter) waited on line 7: no thread heard it')
})

it('queues, events, pools and attributes are steps by their own names', async () => {
  const [run] = await runPythonSchedules(`import queue, threading
from concurrent.futures import ThreadPoolExecutor
class Account:
    balance = 0
account = Account()
jobs = queue.Queue()
done = threading.Event()
results = {}
def work():
    account.balance += jobs.get()
    results['sum'] = account.balance
    done.set()
thread = threading.Thread(target=work)
thread.start()
jobs.put(5)
done.wait()
with ThreadPoolExecutor(1) as pool:
    future = pool.submit(pow, 2, 3)
    print(future.result(), results['sum'], account.balance)
`, {})
  expect(run!.end).toEqual({ kind: 'finished' })
  expect(run!.output).toBe('8 5 5\n')
  const names = new Set(run!.steps.map(({ operation: { kind, name } }) => `${kind} ${name}`))
  expect([...names]).toEqual(expect.arrayContaining(['put jobs', 'get jobs', 'notify done', 'put pool', 'get future', 'write account.balance', 'write results[\'sum\']']))
})

it('an assertion that some schedule breaks is an error with its line', async () => {
  const report = await explorePython(`import threading
seats = 1
def book():
    global seats
    if seats > 0:
        seats -= 1
threads = [threading.Thread(target=book) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
assert seats == 0, 'overbooked'
`)
  expect(report.ends.map(({ end }) => end)).toEqual(expect.arrayContaining([{ kind: 'error', message: 'AssertionError: overbooked', line: 10, thread: 0 }]))
})

it('the order of a loop\'s callbacks is CPython\'s: a race at an await has one end, as long as it waits for timers', async () => {
  const report = await explorePython(`import asyncio
balance = 100
async def withdraw(amount):
    global balance
    if balance >= amount:
        await asyncio.sleep(0.1)
        balance -= amount
async def main():
    await asyncio.gather(withdraw(80), withdraw(80))
    print(balance)
asyncio.run(main())
`)
  expect(report).toMatchObject({ runs: 1, coverage: { kind: 'all' } })
  expect(Object.keys(endsOf(report))).toEqual(['-60'])
})

it('tasks race too: a value read before an await and written after it, which another task wrote meanwhile; under a lock they don\'t', async () => {
  const source = (wait: string): string => `import asyncio
total = 0
async def add(lock):
    global total
    ${wait}
        seen = total
        await asyncio.sleep(0)
        total = seen + 1
async def main():
    lock = asyncio.Lock()
    await asyncio.gather(add(lock), add(lock))
    print(total)
asyncio.run(main())
`
  const racy = await explorePython(source('if True:'), { granularity: 'gil' })
  expect(endsOf(racy)).toEqual({ 1: 1 })
  expect(racy.races).toEqual(['Task-3 reads total on line 6, awaits on line 7 and writes it on line 8; Task-2 wrote it meanwhile, on line 8'])
  const locked = await explorePython(source('async with lock:'), { granularity: 'gil' })
  expect(endsOf(locked)).toEqual({ 2: 1 })
  expect(locked.races).toEqual([])
})

describe('whatever a program does', () => {
  it('each run begins with fresh globals, modules, random numbers and time', async () => {
    const runs = await runPythonSchedules(`import os, random, sys, threading, time, uuid
seen = getattr(random, 'seen', 0)
random.seen = sys.recursion = 1
sys.modules['mine'] = random
time.sleep(3600)
print(seen, 'mine' in list(sys.modules)[:-1], threading.current_thread().name, threading.Thread().name, random.random(), os.urandom(4), uuid.uuid4(), time.time(), hash('a'), object())
`, {}, {}, {})
    expect(new Set(runs.map(({ output }) => output)).size).toBe(1)
    expect(runs[0]!.output).toMatch(/^0 False MainThread Thread-1 /)
  })

  it('an endless loop is cut off, a thread that refuses to end is left behind, and the next run works', { timeout: 120_000 }, async () => {
    const endless = await explorePython(`import threading
threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()
while True: pass
`, { runs: 1, boundedRuns: 0, randomRuns: 0 })
    expect(endless.ends.map(({ end }) => end.kind)).toEqual(['unfinished'])
    const stubborn = await explorePython(`import threading
lock = threading.Lock()
lock.acquire()
def work():
    while True:
        try: lock.acquire()
        except: pass
threading.Thread(target=work).start()
`)
    expect(stubborn.ends.map(({ end }) => end.kind)).toEqual(['deadlock'])
  })

  it('a sleep of an hour takes no time, and what does not compile is said with its line', async () => {
    const [run] = await runPythonSchedules('import time\ntime.sleep(3600)\nprint(time.monotonic())\n', {})
    expect(run!.output).toBe('3600.0\n')
    await expect(explorePython('def work(:\n    pass\n')).rejects.toThrow(/SyntaxError: .*\(line 1\)/)
  })

  it('a request is refused with a clear message', async () => {
    const [run] = await runPythonSchedules('import web\nweb.get("io/wait?ms=1")\n', {})
    expect(run!.end).toMatchObject({ kind: 'error', message: 'RuntimeError: a request can\'t be explored: its answer comes from outside of the program', line: 2 })
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const report = await explorePython(incrementing('counter += 1', 6), { runs: 1e6 }, { signal: controller.signal, progress: () => controller.abort() })
    expect(report.runs).toBeGreaterThan(0)
    expect(report.coverage).not.toEqual({ kind: 'all', cutOff: false })
  })
})
