import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'
import { BOTH_MODES } from './promise'

const TOP = `
import { currentThread, enumerate, Thread } from 'threading'
import { Future as SharedFuture, ThreadPoolExecutor } from 'concurrent.futures'
import * as concurrent from 'concurrent.futures'
import * as shared from 'shared'

const variable = new ContextVar<string>('variable', { default: 'none' })

function where(x: string) {
  return [x, currentThread().name, variable.get()]
}
function fail(message: string) {
  throw new ValueError(message)
}
function waitFor(flag: { value: number }) {
  while (flag.value === 0)
    time.sleep(0.002)
}
async function double(x: number) {
  await asyncio.sleep(0.01)
  if (x < 0)
    throw new ValueError('negative')
  return x * 2
}
async function forEver() {
  try {
    await asyncio.sleep(100)
  }
  finally {
    print('cleaned up')
  }
}
`

const both = { top: TOP, modes: BOTH_MODES }

describe('asyncio.toThread', () => {
  asyncPromise('calls a function in another thread, with arguments, and gives its result', `
    const [x, thread] = await asyncio.toThread(where, 'arg')
    assertEqual([x, thread], ['arg', 'asyncio_0'])
  `, both)

  asyncPromise('raises what the function raises', `
    await assertRaisesAsync(ValueError, asyncio.toThread(fail, 'in the thread'), 'in the thread')
  `, both)

  asyncPromise('the event loop goes on meanwhile', `
    const flag = shared.int(0)
    const task = asyncio.createTask(asyncio.toThread(waitFor, flag))
    for (let i = 0; i < 5; i++)
      await asyncio.sleep(0.005)
    assertFalse(task.done())
    flag.value = 1
    await task
  `, both)

  asyncPromise('takes the context along, as far as it can cross', `
    variable.set('mine')
    const local = new ContextVar<() => void>('local')
    local.set(() => {})
    assertEqual(await asyncio.toThread(where, 'x'), ['x', 'asyncio_0', 'mine'])
  `, both)

  asyncPromise('a closure or an async function is a TypeError', `
    const closure = () => 1
    await assertRaisesAsync(TypeError, asyncio.toThread(closure), /^the function given to asyncio\\.toThread\\(\\) must be a function at the module's top level; 'closure' is a closure/)
    await assertRaisesAsync(TypeError, asyncio.toThread(double as never), /can't be the async function 'double'/)
    await assertRaisesAsync(TypeError, asyncio.toThread(where, (() => 1) as never), /can't cross to another thread: it is a closure/)
  `, { top: TOP })

  asyncPromise('cancelling the task lets the thread go on', `
    const state = shared.int(0)
    const task = asyncio.createTask(asyncio.toThread(work, state))
    while (state.value === 0)
      await asyncio.sleep(0.01)
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    state.value = 2
    while (state.value === 2)
      await asyncio.sleep(0.01)
  `, { ...both, top: `${TOP}
function work(state: { value: number }) {
  state.value = 1
  while (state.value === 1)
    time.sleep(0.01)
  state.value = 3
}` })

  loopPromise('asyncio.run waits for the threads of the default executor', `
    const done = shared.int(0)
    asyncio.run(start(done))
    assertEqual(done.value, 1)
    assertFalse(enumerate().some(thread => thread.name.startsWith('asyncio')))
  `, { ...both, top: `${TOP}
async function start(done: { value: number }) {
  asyncio.getRunningLoop().runInExecutor(null, setLater, done)
}
function setLater(done: { value: number }) {
  time.sleep(0.05)
  done.value = 1
}` })
})

describe('loop.runInExecutor', () => {
  asyncPromise('null is the default executor, another one is taken as it is', `
    const loop = asyncio.getRunningLoop()
    const future = loop.runInExecutor(null, where, 'a')
    assertTrue(asyncio.isfuture(future))
    assertEqual(await future, ['a', 'asyncio_0', 'none'])
    using pool = new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: 'mine' })
    assertEqual(await loop.runInExecutor(pool, where, 'b'), ['b', 'mine_0', 'none'])
    await assertRaisesAsync(ValueError, loop.runInExecutor(pool, fail, 'x'), 'x')
    assertRaises(TypeError, () => loop.runInExecutor(null, () => 1), /is a closure/)
    assertRaises(TypeError, () => loop.runInExecutor(null, double as never, 1), 'coroutines cannot be used with run_in_executor()')
  `, both)

  asyncPromise('setDefaultExecutor sets what null stands for', `
    const loop = asyncio.getRunningLoop()
    loop.setDefaultExecutor(new ThreadPoolExecutor({ maxWorkers: 1, threadNamePrefix: 'own' }))
    assertEqual((await asyncio.toThread(where, 'x'))[1], 'own_0')
    assertRaises(TypeError, () => loop.setDefaultExecutor({} as never), 'executor must be ThreadPoolExecutor instance')
  `, both)

  asyncPromise('after shutdownDefaultExecutor there is none', `
    const loop = asyncio.getRunningLoop()
    await loop.shutdownDefaultExecutor()
    assertRaises(RuntimeError, () => loop.runInExecutor(null, where, 'x'), 'Executor shutdown has been called')
  `, { top: TOP })

  asyncPromise('cancelling the future cancels a call that has not begun', `
    const loop = asyncio.getRunningLoop()
    using pool = new ThreadPoolExecutor({ maxWorkers: 1 })
    const flag = shared.int(0)
    const busy = loop.runInExecutor(pool, waitFor, flag)
    const ran = shared.int(0)
    const waiting = loop.runInExecutor(pool, mark, ran)
    waiting.cancel()
    await rounds(2)
    flag.value = 1
    await busy
    await assertRaisesAsync(asyncio.CancelledError, waiting)
    await loop.runInExecutor(pool, where, 'x')
    assertEqual(ran.value, 0)
  `, { ...both, top: `${TOP}
function mark(ran: { value: number }) {
  ran.value = 1
}` })
})

describe('asyncio.wrapFuture', () => {
  asyncPromise('makes a future of concurrent.futures awaitable', `
    using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
    const wrapped = asyncio.wrapFuture(pool.submit(where, 'w'))
    assertTrue(asyncio.isfuture(wrapped))
    assertEqual((await wrapped)[0], 'w')
    await assertRaisesAsync(ValueError, asyncio.wrapFuture(pool.submit(fail, 'f')), 'f')
    assertTrue(asyncio.wrapFuture(wrapped) === wrapped)
    assertRaises(TypeError, () => asyncio.wrapFuture(1 as never), 'concurrent.futures.Future is expected, got 1')
  `, both)

  asyncPromise('cancelling goes both ways', `
    const one = new SharedFuture()
    const wrapped = asyncio.wrapFuture(one)
    wrapped.cancel()
    await rounds()
    assertTrue(one.cancelled())
    const two = new SharedFuture()
    const other = asyncio.wrapFuture(two)
    two.cancel()
    await assertRaisesAsync(asyncio.CancelledError, other)
  `, { top: TOP })
})

describe('loop.callSoonThreadsafe', () => {
  asyncPromise('wakes a loop that waits, and calls a function in its thread', `
    const loop = asyncio.getRunningLoop()
    const done = loop.createFuture<string>()
    const thread = new Thread({ target: call, args: [loop, done] })
    thread.start()
    assertEqual(await done, 'from Thread-1 (call) in MainThread')
    thread.join()
  `, { ...both, top: `${TOP}
function finish(done: asyncio.Future<string>, from: string) {
  done.setResult(\`from \${from} in \${currentThread().name}\`)
}
function call(loop: asyncio.EventLoop, done: asyncio.Future<string>) {
  time.sleep(0.05)
  loop.callSoonThreadsafe(finish, done, currentThread().name)
}` })

  asyncPromise('takes methods of what belongs to the loop', `
    const loop = asyncio.getRunningLoop()
    const [event, queue, future] = [new asyncio.Event(), new asyncio.Queue<number>(), loop.createFuture<string>()]
    const task = asyncio.createTask(asyncio.sleep(100))
    const thread = new Thread({ target: call, args: [loop, event, queue, future, task] })
    thread.start()
    assertEqual([await queue.get(), await event.wait(), await future], [42, true, 'result'])
    await assertRaisesAsync(asyncio.CancelledError, task)
    thread.join()
  `, { ...both, top: `${TOP}
function call(loop: asyncio.EventLoop, event: asyncio.Event, queue: asyncio.Queue<number>, future: asyncio.Future<string>, task: asyncio.Task) {
  assertTrue(event instanceof asyncio.Event && queue instanceof asyncio.Queue)
  loop.callSoonThreadsafe(queue.putNowait, 42)
  loop.callSoonThreadsafe(event.set)
  loop.callSoonThreadsafe(future.setResult, 'result')
  loop.callSoonThreadsafe(task.cancel)
}` })

  asyncPromise('calls come in the order in which they were made', `
    const loop = asyncio.getRunningLoop()
    const queue = new asyncio.Queue<number>()
    const thread = new Thread({ target: call, args: [loop, queue] })
    thread.start()
    for (let i = 0; i < 200; i++)
      assertEqual(await queue.get(), i)
    thread.join()
  `, { ...both, top: `${TOP}
function call(loop: asyncio.EventLoop, queue: asyncio.Queue<number>) {
  for (let i = 0; i < 200; i++)
    loop.callSoonThreadsafe(queue.putNowait, i)
}` })

  asyncPromise('what else a thread does with the loop of another one, or what belongs to it, is a RuntimeError', `
    const loop = asyncio.getRunningLoop()
    await asyncio.toThread(misuse, loop, new asyncio.Event(), new asyncio.Lock())
  `, { ...both, top: `${TOP}
function misuse(loop: asyncio.EventLoop, event: asyncio.Event, lock: asyncio.Lock) {
  const message = 'Non-thread-safe operation invoked on an event loop other than the current one'
  assertRaises(RuntimeError, () => loop.callSoon(print, 1), message)
  assertRaises(RuntimeError, () => loop.callLater(1, print, 1), message)
  assertRaises(RuntimeError, () => loop.stop(), message)
  const coro = double(1)
  assertRaises(RuntimeError, () => loop.createTask(coro), message)
  ;(coro as any).close()
  assertRaises(RuntimeError, () => event.set(), /^Non-thread-safe operation invoked on <Event of another thread>: .* loop\\.callSoonThreadsafe\\(object\\.set, …\\)$/)
  assertRaises(TypeError, () => loop.callSoonThreadsafe(() => 1), /must be a function at the module's top level; this is a closure/)
  assertTrue(loop.isRunning())
  asyncio.run(useLock(lock))
}
async function useLock(lock: asyncio.Lock) {
  await assertRaisesAsync(RuntimeError, lock.acquire(), /^Non-thread-safe operation invoked on <Lock of another thread>/)
}` })
})

describe('asyncio.runCoroutineThreadsafe', () => {
  asyncPromise('runs a coroutine on the loop of another thread, and gives a future of its result', `
    assertEqual(await asyncio.toThread(ask, asyncio.getRunningLoop()), 'asked')
  `, { ...both, top: `${TOP}
function ask(loop: asyncio.EventLoop) {
  const future = asyncio.runCoroutineThreadsafe(double(21), loop)
  assertTrue(future instanceof SharedFuture)
  assertEqual(future.result(), 42)
  assertRaises(ValueError, () => asyncio.runCoroutineThreadsafe(double(-1), loop).result(), 'negative')
  assertEqual(asyncio.runCoroutineThreadsafe(asyncio.sleep(0.01, { result: 'slept' }), loop).result(), 'slept')
  return 'asked'
}` })

  asyncPromise('coroutines of what belongs to the loop, too', `
    const queue = new asyncio.Queue<number>({ maxsize: 1 })
    const asking = asyncio.createTask(asyncio.toThread(ask, asyncio.getRunningLoop(), queue))
    assertEqual(await queue.get(), 1)
    assertEqual(await queue.get(), 2)
    await queue.put(3)
    assertEqual(await asking, 3)
  `, { ...both, top: `${TOP}
function ask(loop: asyncio.EventLoop, queue: asyncio.Queue<number>) {
  for (const item of [1, 2])
    asyncio.runCoroutineThreadsafe(queue.put(item), loop).result()
  return asyncio.runCoroutineThreadsafe(queue.get(), loop).result()
}` })

  asyncPromise('cancelling the future cancels the task; a result can time out', `
    await asyncio.toThread(ask, asyncio.getRunningLoop())
    await asyncio.sleep(0.05)
  `, { ...both, top: `${TOP}
function ask(loop: asyncio.EventLoop) {
  const future = asyncio.runCoroutineThreadsafe(forEver(), loop)
  assertRaises(TimeoutError, () => future.result({ timeout: 0.05 }))
  assertTrue(future.cancel())
  assertRaises(concurrent.CancelledError, () => future.result())
}`, check({ lines, problems }) {
    expect(problems).toEqual([])
    expect(lines).toEqual(['cleaned up'])
  } })

  asyncPromise('a coroutine that can\'t be made there is a TypeError', `
    await asyncio.toThread(ask, asyncio.getRunningLoop())
  `, { ...both, top: `${TOP}
function ask(loop: asyncio.EventLoop) {
  const inner = async () => 1
  assertRaises(TypeError, () => asyncio.runCoroutineThreadsafe(inner(), loop), /^the coroutine 'inner' can't cross to another thread/)
  assertRaises(TypeError, () => asyncio.runCoroutineThreadsafe(double((() => 1) as never), loop), /can't cross to another thread: it is a closure/)
  assertRaises(TypeError, () => asyncio.runCoroutineThreadsafe(double as never, loop), 'A coroutine object is required')
}` })

  asyncPromise('from the loop\'s own thread it takes any coroutine', `
    const inner = async () => 'own'
    const future = asyncio.runCoroutineThreadsafe(inner(), asyncio.getRunningLoop())
    assertEqual(await asyncio.wrapFuture(future), 'own')
  `, { top: TOP })
})

describe('a loop in a thread of its own', () => {
  loopPromise('is made here, run there, asked from here and stopped', `
    const loop = asyncio.newEventLoop()
    const thread = new Thread({ target: serve, args: [loop], name: 'server' })
    thread.start()
    assertEqual(asyncio.runCoroutineThreadsafe(double(4), loop).result(), 8)
    assertEqual(asyncio.runCoroutineThreadsafe(whoAmI(), loop).result(), 'server')
    assertTrue(loop.isRunning())
    loop.callSoonThreadsafe(loop.stop)
    thread.join()
    assertFalse(loop.isRunning())
    loop.close()
    assertRaises(RuntimeError, () => loop.callSoonThreadsafe(print, 1), 'Event loop is closed')
  `, { ...both, top: `${TOP}
function serve(loop: asyncio.EventLoop) {
  asyncio.setEventLoop(loop)
  assertTrue(asyncio.getEventLoop() === loop)
  loop.runForever()
}
async function whoAmI() {
  return currentThread().name
}` })

  loopPromise('several threads run programs of their own at the same time', `
    const totals = shared.array(3)
    joinThreads(Array.from({ length: 3 }, (_, i) => {
      const thread = new Thread({ target: program, args: [totals, i] })
      thread.start()
      return thread
    }))
    assertEqual([...totals], [20, 40, 60])
  `, { ...both, top: `${TOP}
function program(totals: Float64Array, i: number) {
  const answers = asyncio.run(gatherAll(i + 1))
  totals[i] = answers.reduce((sum, x) => sum + x, 0)
}
async function gatherAll(x: number) {
  return await asyncio.gather(...Array.from({ length: 10 }, () => double(x)))
}` })

  loopPromise('a top-level loop is one loop in all threads', `
    const thread = new Thread({ target: serve })
    thread.start()
    assertEqual(asyncio.runCoroutineThreadsafe(double(1), loop).result(), 2)
    loop.callSoonThreadsafe(loop.stop)
    thread.join()
    loop.close()
  `, { ...both, top: `${TOP}
const loop = asyncio.newEventLoop()
function serve() {
  loop.runForever()
}` })
})
