import { describe, expect } from 'vitest'
import { promise } from './promise'

const heading = `
import { activeCount, currentThread, enumerate, Event, getIdent, getNativeId, mainThread, Thread, ThreadError } from 'threading'
import { RuntimeError, SystemExit, ValueError, print } from 'builtins'
import * as shared from 'shared'
import * as time from 'time'
const started = new Event()
const leave = new Event()
const count = shared.int(0)
function nothing() {}
function stay() {
  started.set()
  leave.wait()
}
`

describe('threading.Thread', () => {
  promise('the target is called with the args, in another thread', `${heading}
const ident = shared.int(0)
function target(a: number, b: string, c: { deep: number[] }) {
  assertEqual([a, b, c], [1, 'two', { deep: [3] }])
  ident.value = getIdent()
}
export function main() {
  const thread = new Thread({ target, args: [1, 'two', { deep: [3] }] })
  thread.start()
  thread.join()
  assertTrue(ident.value !== getIdent())
  assertEqual(ident.value, thread.ident!)
}`)

  promise('it is alive from its start to its end', `${heading}
export function main() {
  const thread = new Thread({ target: stay })
  assertEqual(thread.isAlive(), false)
  thread.start()
  assertEqual(thread.isAlive(), true)
  leave.set()
  thread.join()
  assertEqual(thread.isAlive(), false)
}`)

  promise('ident and nativeId are null before the start, and stay after the end', `${heading}
export function main() {
  const thread = new Thread({ target: nothing })
  assertEqual([thread.ident, thread.nativeId], [null, null])
  thread.start()
  const { ident } = thread
  assertTrue(typeof ident === 'number' && ident > 0)
  thread.join()
  assertEqual(thread.ident, ident)
}`)

  promise('the name is Thread-N (target) by default, and can be set', `${heading}
export function main() {
  const threads = [new Thread(), new Thread({ target: nothing }), new Thread({ target: nothing, name: 'mine' }), new Thread({ name: '' })]
  assertEqual(threads.map(thread => thread.name), ['Thread-1', 'Thread-2 (nothing)', 'mine', 'Thread-3'])
  threads[0]!.name = 'other'
  assertEqual(threads[0]!.name, 'other')
}`)

  promise('what a thread prints carries its name, also after it was renamed', `${heading}
function speak() {
  print('before')
  currentThread().name = 'renamed'
  print('after')
}
export function main() {
  const thread = new Thread({ target: speak, name: 'named' })
  thread.start()
  thread.join()
  assertEqual(thread.name, 'renamed')
}`, { check: ({ output, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(output.map(({ text, thread }) => [text, thread])).toEqual([['before', 'named'], ['after', 'renamed']])
  } })

  promise('start can be called once', `${heading}
export function main() {
  const thread = new Thread({ target: nothing })
  thread.start()
  assertRaises(RuntimeError, () => thread.start(), 'threads can only be started once')
  thread.join()
  assertRaises(RuntimeError, () => thread.start(), 'threads can only be started once')
}`)

  promise('join waits until the thread has ended, and can be called again', `${heading}
function work() {
  time.sleep(0.1)
  count.value = 1
}
export function main() {
  const thread = new Thread({ target: work })
  thread.start()
  thread.join()
  assertEqual(count.value, 1)
  thread.join()
  thread.join({ timeout: 1 })
}`)

  promise('join with a timeout returns when it is over; isAlive says what happened', `${heading}
export function main() {
  const thread = new Thread({ target: stay })
  thread.start()
  const seconds = elapsed(() => thread.join({ timeout: 0.1 }))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  thread.join({ timeout: 0 })
  thread.join({ timeout: -1 })
  assertTrue(thread.isAlive())
  leave.set()
  thread.join({ timeout: 10 })
  assertFalse(thread.isAlive())
}`)

  promise('several threads can join one', `${heading}
function wait(thread: Thread) {
  thread.join()
  assertFalse(thread.isAlive())
}
export function main() {
  const thread = new Thread({ target: stay })
  thread.start()
  const threads = startThreads(3, wait, thread)
  leave.set()
  joinThreads(threads)
}`)

  promise('join of a thread that was not started, or of the current one, raises RuntimeError', `${heading}
function joinMyself() {
  assertRaises(RuntimeError, () => currentThread().join(), 'cannot join current thread')
}
export function main() {
  assertRaises(RuntimeError, () => new Thread().join(), 'cannot join thread before it is started')
  joinMyself()
  joinThreads(startThreads(1, joinMyself))
}`)

  promise('a thread that raises ends, and the exception is reported with its name', `${heading}
function fail() {
  throw new ValueError('in the thread')
}
export function main() {
  const thread = new Thread({ target: fail, name: 'failing' })
  thread.start()
  thread.join()
  assertFalse(thread.isAlive())
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems).toMatchObject([{ severity: 'error', origin: 'thread', where: 'failing', type: 'ValueError', message: 'in the thread' }])
  } })

  promise('SystemExit ends a thread in silence', `${heading}
function exit() {
  throw new SystemExit()
}
export function main() {
  joinThreads(startThreads(1, exit))
}`)

  promise('daemon is inherited, and can be set before the start only', `${heading}
function inherit(expected: boolean) {
  assertEqual(new Thread().daemon, expected)
  assertEqual(new Thread({ daemon: !expected }).daemon, !expected)
}
export function main() {
  assertEqual(currentThread().daemon, false)
  inherit(false)
  const thread = new Thread({ target: inherit, args: [true], daemon: true })
  thread.start()
  thread.join()
  const other = new Thread({ target: nothing })
  other.daemon = true
  assertEqual(other.daemon, true)
  other.start()
  assertRaises(RuntimeError, () => other.daemon = false, 'cannot set daemon status of active thread')
}`)

  promise('the program ends only when the threads that are no daemons have ended', `${heading}
function work() {
  time.sleep(0.15)
  print('the thread has ended')
}
export function main() {
  startThreads(2, work)
}`, { check: ({ lines, summary }) => {
    expect(lines).toEqual(['the thread has ended', 'the thread has ended'])
    expect(summary.outcome).toBe('finished')
  } })

  promise('the program does not wait for daemon threads', `${heading}
function work() {
  started.set()
  time.sleep(60)
}
export function main() {
  new Thread({ target: work, daemon: true }).start()
  started.wait()
}`, { check: ({ summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(summary.wall).toBeLessThan(20_000)
  } })

  promise('it is shown with its name, state and ident', `${heading}
export function main() {
  const thread = new Thread({ target: stay, name: 'shown', daemon: true })
  assertEqual(String(thread), '<Thread(shown, initial daemon)>')
  thread.start()
  assertEqual(String(thread), \`<Thread(shown, started daemon \${thread.ident})>\`)
  leave.set()
  thread.join()
  assertEqual(String(thread), \`<Thread(shown, stopped daemon \${thread.ident})>\`)
}`)

  promise('a class can derive from it and say in run what the thread does', `${heading}
class Worker extends Thread {
  n: number
  result = 0
  constructor(n: number) {
    super({ name: \`worker \${n}\` })
    this.n = n
  }
  override run() {
    assertEqual(currentThread().name, \`worker \${this.n}\`)
    assertTrue(currentThread() instanceof Worker)
    this.result = this.n * 2
  }
}
export function main() {
  const workers = [1, 2, 3].map(n => new Worker(n))
  for (const worker of workers)
    worker.start()
  joinThreads(workers)
  assertEqual(workers.map(worker => worker.result), [2, 4, 6])
  assertEqual(String(workers[0]), \`<Worker(worker 1, stopped \${workers[0]!.ident})>\`)
}`)

  promise('a thread can start threads', `${heading}
function work(depth: number) {
  bump(count)
  if (depth > 0)
    joinThreads(startThreads(2, work, depth - 1))
}
export function main() {
  joinThreads(startThreads(1, work, 3))
  assertEqual(count.value, 15)
}`)

  promise('a target that is a closure or an async function is refused', `${heading}
async function later() {}
export function main() {
  assertRaises(TypeError, () => new Thread({ target: () => 1 }), /top level/)
  assertRaises(TypeError, () => new Thread({ target: later }), /asyncio\\.run/)
  assertRaises(TypeError, () => new Thread({ target: 1 as never }))
  assertRaises(TypeError, () => new Thread({ target: nothing, args: [() => 1] as never }), /args\\[0\\] can't cross/)
}`)

  promise('more threads than a run may have: can\'t start new thread', `${heading}
export function main() {
  const threads: Thread[] = []
  const error = assertRaises(RuntimeError, () => {
    for (;;) {
      const thread = new Thread({ target: stay, daemon: true })
      thread.start()
      threads.push(thread)
    }
  }, /^can't start new thread/)
  assertTrue(error instanceof ThreadError)
  assertEqual(threads.length, 127)
  leave.set()
  joinThreads(threads)
}`, { modes: ['free'], threads: 128, timeout: 60 })
})

describe('threading', () => {
  promise('currentThread is the thread that calls, mainThread the one that runs main', `${heading}
function look(main: Thread) {
  assertTrue(currentThread() !== mainThread())
  assertTrue(mainThread() === main)
  assertEqual(currentThread().name, 'looking')
  assertEqual([currentThread().ident, currentThread().isAlive()], [getIdent(), true])
}
export function main() {
  assertTrue(currentThread() === mainThread())
  assertEqual(mainThread().name, 'MainThread')
  const thread = new Thread({ target: look, args: [mainThread()], name: 'looking' })
  thread.start()
  thread.join()
}`)

  promise('enumerate and activeCount report the live threads', `${heading}
export function main() {
  assertEqual([activeCount(), enumerate().map(thread => thread.name)], [1, ['MainThread']])
  const thread = new Thread({ target: stay, name: 'second' })
  assertEqual(activeCount(), 1)
  thread.start()
  assertEqual([activeCount(), enumerate().map(thread => thread.name)], [2, ['MainThread', 'second']])
  assertTrue(enumerate()[1] === thread)
  leave.set()
  thread.join()
  assertEqual(activeCount(), 1)
}`)

  promise('getIdent and getNativeId are different in each thread that is alive', `${heading}
const idents = shared.array(3)
function note(index: number) {
  idents[index] = getIdent()
  stay()
}
export function main() {
  const threads = [0, 1, 2].map(index => startThreads(1, note, index)[0]!)
  waitUntil(() => [...idents].every(ident => ident > 0))
  leave.set()
  joinThreads(threads)
  assertEqual(new Set([...idents, getIdent()]).size, 4)
  assertEqual(getNativeId(), mainThread().nativeId!)
}`)

  promise('the main thread is over when main has returned, and others can join it', `${heading}
function wait() {
  started.set()
  mainThread().join()
  print(mainThread().isAlive())
}
export function main() {
  startThreads(1, wait)
  started.wait()
}`, { check: ({ lines, problems }) => {
    expect(problems).toEqual([])
    expect(lines).toEqual(['False'])
  } })
})

describe('threading.excepthook', () => {
  promise('it is called with the class, the exception and the thread', `${heading}
import { setExcepthook, type ExceptHookArgs } from 'threading'
function fail() {
  throw new ValueError('in the thread')
}
function hook({ excType, excValue, thread }: ExceptHookArgs) {
  assertTrue(excType === ValueError && excValue instanceof ValueError)
  assertEqual([excValue.message, thread?.name, currentThread().name], ['in the thread', 'failing', 'failing'])
  count.value = 1
}
export function main() {
  setExcepthook(hook)
  const thread = new Thread({ target: fail, name: 'failing' })
  thread.start()
  thread.join()
  assertEqual(count.value, 1)
  assertRaises(TypeError, () => setExcepthook(() => 1), /top level/)
}`)

  promise('the default one can be called and brought back', `${heading}
import { __excepthook__, excepthook, setExcepthook, type ExceptHookArgs } from 'threading'
function fail() {
  throw new ValueError('reported')
}
function hook(args: ExceptHookArgs) {
  count.value += 1
  excepthook(args)
}
export function main() {
  setExcepthook(hook)
  joinThreads(startThreads(1, fail))
  setExcepthook(__excepthook__)
  joinThreads(startThreads(1, fail))
  assertEqual(count.value, 1)
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems.map(({ type, message }) => `${type}: ${message}`)).toEqual(['ValueError: reported', 'ValueError: reported'])
  } })

  promise('a hook that raises is reported itself', `${heading}
import { setExcepthook } from 'threading'
function fail() {
  throw new ValueError('first')
}
function hook() {
  throw new RuntimeError('second')
}
export function main() {
  setExcepthook(hook)
  joinThreads(startThreads(1, fail))
}`, { check: ({ problems, summary }) => {
    expect(summary.outcome).toBe('finished')
    expect(problems).toMatchObject([{ type: 'RuntimeError', message: 'second', hint: 'Exception in threading.excepthook' }])
  } })
})

describe('threading.Timer', () => {
  const timerHeading = `${heading}
import { Timer } from 'threading'
function call(...args: unknown[]) {
  assertEqual(args, ['a', 1])
  assertTrue(currentThread() instanceof Timer)
  bump(count)
}
`
  promise('it calls its function with the args after the interval', `${timerHeading}
export function main() {
  const timer = new Timer(0.1, call, { args: ['a', 1] })
  const seconds = elapsed(() => {
    timer.start()
    assertEqual(count.value, 0)
    timer.join()
  })
  assertEqual(count.value, 1)
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
}`)

  promise('cancel keeps the function from being called', `${timerHeading}
export function main() {
  const timer = new Timer(30, call, { args: ['a', 1] })
  timer.start()
  timer.cancel()
  timer.join({ timeout: 10 })
  assertEqual([timer.isAlive(), count.value], [false, 0])
}`)

  promise('another thread can cancel it', `${timerHeading}
function cancel(timer: Timer) {
  assertTrue(timer instanceof Timer)
  timer.cancel()
}
export function main() {
  const timer = new Timer(30, nothing)
  timer.start()
  joinThreads(startThreads(1, cancel, timer))
  timer.join({ timeout: 10 })
  assertFalse(timer.isAlive())
}`)

  promise('a closure is refused', `${timerHeading}
export function main() {
  assertRaises(TypeError, () => new Timer(1, () => 1), /top level/)
}`)

  promise('a class can derive from it', `${timerHeading}
class Repeat extends Timer<['a', 1]> {
  override run() {
    while (!this.finished.wait({ timeout: this.interval }))
      this.function(...this.args)
  }
}
export function main() {
  const timer = new Repeat(0.01, call, { args: ['a', 1] })
  timer.start()
  waitUntil(() => count.value >= 3)
  timer.cancel()
  timer.join({ timeout: 10 })
  assertFalse(timer.isAlive())
}`)
})

describe('threading.local', () => {
  promise('each thread has properties of its own', `${heading}
import { local } from 'threading'
const data = new local<{ x?: number, y?: number }>()
data.x = 1
function work(n: number) {
  assertEqual(['x' in data, data.x, Object.keys(data)], [false, undefined, []])
  data.x = n
  time.sleep(0.005)
  assertEqual(data.x, n)
  delete data.x
  assertFalse('x' in data)
}
export function main() {
  data.y = 2
  joinThreads([1, 2, 3, 4].map(n => startThreads(1, work, n)[0]!))
  assertEqual([data.x, data.y, Object.keys(data)], [1, 2, ['x', 'y']])
}`)

  promise('a thread finds nothing of one that ended before it', `${heading}
import { local } from 'threading'
const data = new local<{ x?: number }>()
function work(n: number) {
  assertFalse('x' in data)
  data.x = n
}
export function main() {
  for (let n = 0; n < 4; n++)
    joinThreads(startThreads(1, work, n))
}`)

  promise('a derived class is initialised in each thread that uses the object, with the same arguments', `${heading}
import { local } from 'threading'
class Data extends local {
  list: number[] = []
  tag: string
  constructor(tag: string) {
    super(tag)
    this.tag = tag
  }
  add(n: number) {
    this.list.push(n)
    return this.list.length
  }
}
const data = new Data('red')
function work() {
  assertEqual([data.tag, data.add(1), data.add(2)], ['red', 1, 2])
  assertTrue(data instanceof Data && data instanceof local)
}
export function main() {
  data.add(0)
  joinThreads(startThreads(1, work))
  joinThreads(startThreads(1, work))
  assertEqual(data.list, [0])
}`)

  promise('it can be an argument: the thread gets the object, not the data', `${heading}
import { local } from 'threading'
function work(data: { x?: number }) {
  assertEqual(data.x, undefined)
  data.x = 2
}
export function main() {
  const data = new local<{ x?: number }>()
  data.x = 1
  joinThreads(startThreads(2, work, data))
  assertEqual(data.x, 1)
  assertRaises(TypeError, () => new local(1), 'Initialization arguments are not supported')
}`)
})
