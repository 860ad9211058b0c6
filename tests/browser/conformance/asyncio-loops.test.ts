import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

describe('asyncio.run', () => {
  loopPromise('runs a coroutine and gives its result, or raises its exception', `
    assertEqual(asyncio.run(asyncio.sleep(0, { result: 'r' })), 'r')
    assertRaises(ValueError, () => asyncio.run((async () => {
      throw new ValueError('x')
    })()), 'x')
    assertRaises(RuntimeError, () => asyncio.getRunningLoop(), 'no running event loop')
  `)

  loopPromise('takes what can be awaited only', `
    for (const value of [1, () => 1])
      assertRaises(TypeError, () => asyncio.run(value as never), 'An asyncio.Future, a coroutine or an awaitable is required')
  `)

  asyncPromise('inside a running loop is a RuntimeError', `
    const coro = asyncio.sleep(0)
    assertRaises(RuntimeError, () => asyncio.run(coro), 'asyncio.run() cannot be called from a running event loop')
    coro.close()
  `)

  loopPromise('cancels the tasks that are left, and waits for them', `
    asyncio.run((async () => {
      asyncio.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        finally {
          await asyncio.sleep(0.01)
          log('cleaned up')
        }
      })())
      await asyncio.sleep(0)
    })())
    assertLog('cleaned up')
  `)

  loopPromise('an exception of a task that is cancelled at the end is reported', `
    asyncio.run((async () => {
      asyncio.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        finally {
          throw new ValueError('while cleaning up')
        }
      })())
      await asyncio.sleep(0)
    })())
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ type: 'ValueError', hint: 'unhandled exception during asyncio.run() shutdown' }])
    },
  })

  loopPromise('closes asynchronous generators that were left open', `
    const numbers = async function* () {
      try {
        yield 1
        yield 2
      }
      finally {
        await asyncio.sleep(0)
        log('closed')
      }
    }
    asyncio.run((async () => {
      const open = numbers()
      assertEqual((await open.next()).value, 1)
    })())
    assertLog('closed')
  `)

  loopPromise('runs one program after another, each on a loop of its own', `
    const loops: unknown[] = []
    for (const _ of [1, 2])
      asyncio.run((async () => void loops.push(asyncio.getRunningLoop()))())
    assertTrue(loops[0] !== loops[1])
    assertTrue((loops[0] as asyncio.EventLoop).isClosed())
  `)

  loopPromise('debug and loopFactory', `
    asyncio.run((async () => assertTrue(asyncio.getRunningLoop().getDebug()))(), { debug: true })
    asyncio.run((async () => assertFalse(asyncio.getRunningLoop().getDebug()))())
    const loop = asyncio.newEventLoop()
    asyncio.run((async () => assertTrue(asyncio.getRunningLoop() === loop))(), { loopFactory: () => loop })
    assertTrue(loop.isClosed())
    assertRaises(TypeError, () => asyncio.run(1 as never, { debugging: true } as never), "run() got an unexpected keyword argument 'debugging'")
  `)

  loopPromise('a cancellation that main does not catch is raised', `
    assertRaises(asyncio.CancelledError, () => asyncio.run((async () => {
      asyncio.currentTask()!.cancel()
      await asyncio.sleep(0)
    })()))
  `)
})

describe('asyncio.Runner', () => {
  loopPromise('runs several coroutines on one loop, in one context', `
    const variable = new ContextVar<number>('v', { default: 0 })
    const bump = async () => {
      variable.set(variable.get() + 1)
      return [variable.get(), asyncio.getRunningLoop()] as const
    }
    using runner = new asyncio.Runner()
    const loop = runner.getLoop()
    assertFalse(loop.isRunning())
    const [first, one] = runner.run(bump())
    const [second, two] = runner.run(bump())
    assertEqual([first, second], [1, 2])
    assertTrue(one === loop && two === loop)
    assertEqual(variable.get(), 0)
    const context = copyContext()
    assertEqual(runner.run(bump(), { context })[0], 1)
    assertEqual(context.get(variable), 1)
  `)

  loopPromise('closed it can do nothing; closing twice does no harm', `
    const runner = new asyncio.Runner()
    runner.run(asyncio.sleep(0))
    const loop = runner.getLoop()
    runner.close()
    runner.close()
    assertTrue(loop.isClosed())
    assertRaises(RuntimeError, () => runner.getLoop(), 'Runner is closed')
    const coro = asyncio.sleep(0)
    assertRaises(RuntimeError, () => runner.run(coro), 'Runner is closed')
    coro.close()
  `)

  asyncPromise('run inside a running loop is a RuntimeError', `
    using runner = new asyncio.Runner()
    const coro = asyncio.sleep(0)
    assertRaises(RuntimeError, () => runner.run(coro), 'Runner.run() cannot be called from a running event loop')
    coro.close()
  `)
})

describe('the event loop', () => {
  asyncPromise('callSoon: in the next round, in order, with the arguments', `
    const loop = asyncio.getRunningLoop()
    loop.callSoon((a: string, b: number) => log(a, b), 'x', 1)
    loop.callSoon(log, { plain: 'object' })
    loop.callSoon(() => loop.callSoon(log, 'a round later'))
    assertLog()
    await rounds()
    assertLog(['x', 1], { plain: 'object' })
    await rounds()
    assertLog('a round later')
  `)

  asyncPromise('callSoon takes a context, and runs in a copy of the current one otherwise', `
    const loop = asyncio.getRunningLoop()
    const variable = new ContextVar<string>('v', { default: 'none' })
    const context = copyContext()
    context.run(() => variable.set('given'))
    variable.set('mine')
    loop.callSoon(() => {
      log(variable.get())
      variable.set('changed')
    })
    loop.callSoon((x: string) => log(x, variable.get()), 'x', { context })
    await rounds()
    assertLog('mine', ['x', 'given'])
    assertEqual(variable.get(), 'mine')
  `)

  asyncPromise('a handle that is cancelled is not called', `
    const loop = asyncio.getRunningLoop()
    const soon = loop.callSoon(log, 'soon')
    const later = loop.callLater(0.001, log, 'later')
    assertFalse(soon.cancelled())
    soon.cancel()
    later.cancel()
    assertTrue(soon.cancelled() && later.cancelled())
    assertEqual(String(soon), '<Handle cancelled>')
    await asyncio.sleep(0.01)
    assertLog()
  `)

  asyncPromise('callLater and callAt: by their times', `
    const loop = asyncio.getRunningLoop()
    const begin = loop.time()
    loop.callLater(0.3, log, 'c')
    loop.callLater(0.01, log, 'a')
    const timer = loop.callAt(begin + 0.15, log, 'b')
    assertEqual(timer.when(), begin + 0.15)
    loop.callLater(-1, log, 'at once')
    await asyncio.sleep(0.35)
    assertLog('at once', 'a', 'b', 'c')
    assertRaises(TypeError, () => loop.callLater(null as never, log), 'delay must not be None')
    assertRaises(TypeError, () => loop.callAt(null as never, log), 'when cannot be None')
  `)

  asyncPromise('many cancelled timers do not stay in the way', `
    const loop = asyncio.getRunningLoop()
    const timers = Array.from({ length: 1000 }, (_, i) => loop.callLater(10 + i, log, 'never'))
    for (const timer of timers.slice(1))
      timer.cancel()
    loop.callLater(0.01, log, 'in time')
    await asyncio.sleep(0.02)
    assertLog('in time')
    timers[0].cancel()
  `)

  asyncPromise('what can\'t be called is a TypeError', `
    const loop = asyncio.getRunningLoop()
    assertRaises(TypeError, () => loop.callSoon(1 as never), 'a callable object was expected by call_soon(), got 1')
    const coro = asyncio.sleep(0)
    assertRaises(TypeError, () => loop.callSoon(coro as never), 'coroutines cannot be used with call_soon()')
    coro.close()
  `)

  asyncPromise('an exception in a callback is reported; the loop goes on', `
    asyncio.getRunningLoop().callSoon(function broken(x: number) {
      throw new ValueError('x' + x)
    }, 5)
    await rounds(2)
    print('went on')
  `, {
    check({ lines, problems }) {
      expect(lines).toEqual(['went on'])
      expect(problems).toMatchObject([{ type: 'ValueError', message: 'x5', hint: 'Exception in callback broken(5)' }])
    },
  })

  asyncPromise('setExceptionHandler: the handler is called instead', `
    const loop = asyncio.getRunningLoop()
    const handler = (given: asyncio.EventLoop, context: asyncio.ExceptionContext) => log(given === loop, context.message, String(context.exception), context.handle instanceof asyncio.Handle)
    loop.setExceptionHandler(handler)
    assertTrue(loop.getExceptionHandler() === handler)
    loop.callSoon(function broken() {
      throw new ValueError('x')
    })
    await rounds(2)
    loop.callExceptionHandler({ message: 'by hand' })
    assertLog([true, 'Exception in callback broken()', 'ValueError: x', true], [true, 'by hand', 'undefined', false])
    loop.setExceptionHandler(null)
    assertEqual(loop.getExceptionHandler(), null)
    assertRaises(TypeError, () => loop.setExceptionHandler(1 as never), 'A callable object or None is expected, got 1')
  `)

  asyncPromise('an exception in the handler is reported', `
    const loop = asyncio.getRunningLoop()
    loop.setExceptionHandler(() => {
      throw new RuntimeError('broken handler')
    })
    loop.callExceptionHandler({ message: 'by hand' })
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ type: 'RuntimeError', message: 'broken handler', hint: 'Unhandled error in exception handler' }])
    },
  })

  loopPromise('runUntilComplete runs until a future is done', `
    const loop = asyncio.newEventLoop()
    assertEqual(loop.runUntilComplete(asyncio.sleep(0, { result: 1 })), 1)
    const future = loop.createFuture<string>()
    loop.callSoon(() => future.setResult('f'))
    assertEqual(loop.runUntilComplete(future), 'f')
    loop.callSoon(loop.stop)
    assertRaises(RuntimeError, () => loop.runUntilComplete(loop.createFuture()), 'Event loop stopped before Future completed.')
    loop.close()
  `)

  loopPromise('runForever runs until stop; what is ready then is still called', `
    const loop = asyncio.newEventLoop()
    loop.callSoon(() => {
      assertTrue(loop.isRunning() && asyncio.getRunningLoop() === loop)
      loop.stop()
      loop.callSoon(log, 'a round later')
    })
    loop.callSoon(log, 'same round')
    loop.runForever()
    assertLog('same round')
    assertFalse(loop.isRunning())
    loop.stop()
    loop.runForever()
    assertLog('a round later')
    loop.close()
  `)

  loopPromise('a closed loop does nothing any more', `
    const loop = asyncio.newEventLoop()
    loop.close()
    loop.close()
    assertTrue(loop.isClosed())
    assertRaises(RuntimeError, () => loop.callSoon(log), 'Event loop is closed')
    assertRaises(RuntimeError, () => loop.callLater(1, log), 'Event loop is closed')
    assertRaises(RuntimeError, () => loop.callSoonThreadsafe(log), 'Event loop is closed')
    assertRaises(RuntimeError, () => loop.runForever(), 'Event loop is closed')
    const coro = asyncio.sleep(0)
    assertRaises(RuntimeError, () => loop.createTask(coro), 'Event loop is closed')
    coro.close()
  `)

  asyncPromise('a running loop can\'t be closed or run again', `
    const loop = asyncio.getRunningLoop()
    assertRaises(RuntimeError, () => loop.close(), 'Cannot close a running event loop')
    assertRaises(RuntimeError, () => loop.runForever(), 'This event loop is already running')
    const other = asyncio.newEventLoop()
    assertRaises(RuntimeError, () => other.runForever(), 'Cannot run the event loop while another loop is running')
    other.close()
  `)

  loopPromise('getEventLoop gives the running loop, or the one that was set', `
    assertRaises(RuntimeError, () => asyncio.getEventLoop(), "There is no current event loop in thread 'MainThread'.")
    const loop = asyncio.newEventLoop()
    asyncio.setEventLoop(loop)
    assertTrue(asyncio.getEventLoop() === loop)
    asyncio.run((async () => assertTrue(asyncio.getEventLoop() === asyncio.getRunningLoop()))())
    asyncio.setEventLoop(null)
    assertRaises(RuntimeError, () => asyncio.getEventLoop())
    loop.close()
  `)

  asyncPromise('callSoonThreadsafe from the loop\'s own thread takes closures', `
    const loop = asyncio.getRunningLoop()
    loop.callSoonThreadsafe((x: string) => log(x), 'x')
    await rounds()
    assertLog('x')
  `)

  asyncPromise('debug mode warns of a callback that takes 0.1 s or longer', `
    const loop = asyncio.getRunningLoop()
    assertTrue(loop.getDebug())
    assertEqual(loop.slowCallbackDuration, 0.1)
    await asyncio.createTask(slow(), { name: 'slow one' })
    loop.slowCallbackDuration = 0.01
    loop.callSoon(function quick() {
      time.sleep(0.03)
    })
    await rounds(2)
  `, {
    debug: true,
    top: 'async function slow() { time.sleep(0.12) }',
    check({ problems }) {
      const messages = problems.filter(({ severity }) => severity === 'warning').map(({ message }) => message)
      // A busy machine may make others slow, too.
      expect(messages.some(message => /^Executing <Task finished name='slow one' coro=<slow\(\) done> .*> took \d+\.\d{3} seconds$/.test(message))).toBe(true)
      expect(messages.some(message => /^Executing <Handle quick\(\)> took \d+\.\d{3} seconds$/.test(message))).toBe(true)
    },
  })
})

describe('asynchronous generators', () => {
  asyncPromise('using one twice at a time is a RuntimeError', `
    const gen = (async function* () {
      await asyncio.sleep(0)
      yield 1
    })()
    const first = asyncio.createTask(gen.next() as never)
    await rounds()
    await assertRaisesAsync(RuntimeError, gen.next(), 'anext(): asynchronous generator is already running')
    await first
  `)

  asyncPromise('a cancellation reaches what it awaits', `
    const gen = (async function* () {
      try {
        await asyncio.sleep(10)
        yield 1
      }
      finally {
        log('cancelled inside')
      }
    })()
    const task = asyncio.createTask((async () => {
      for await (const _ of gen);
    })())
    await rounds()
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertLog('cancelled inside')
  `)
})
