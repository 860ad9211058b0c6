import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

describe('asyncio.Future', () => {
  asyncPromise('starts pending; setResult makes it done', `
    const future = asyncio.getRunningLoop().createFuture<number>()
    assertFalse(future.done() || future.cancelled())
    assertRaises(asyncio.InvalidStateError, () => future.result(), 'Result is not set.')
    assertRaises(asyncio.InvalidStateError, () => future.exception(), 'Exception is not set.')
    future.setResult(42)
    assertTrue(future.done())
    assertEqual([future.result(), future.exception()], [42, null])
    assertEqual(await future, 42)
    assertRaises(asyncio.InvalidStateError, () => future.setResult(1), 'invalid state')
    assertRaises(asyncio.InvalidStateError, () => future.setException(new ValueError()), 'invalid state')
    assertFalse(future.cancel())
  `)

  asyncPromise('setException makes it raise; a class will do', `
    const loop = asyncio.getRunningLoop()
    const future = loop.createFuture()
    const error = new ValueError('x')
    future.setException(error)
    assertTrue(future.exception() === error)
    assertTrue(await assertRaisesAsync(ValueError, future) === error)
    const byClass = loop.createFuture()
    byClass.setException(RuntimeError)
    await assertRaisesAsync(RuntimeError, byClass)
    assertRaises(TypeError, () => loop.createFuture().setException(42 as never))
    const stop = loop.createFuture()
    stop.setException(new StopIteration())
    await assertRaisesAsync(RuntimeError, stop, 'StopIteration interacts badly with generators and cannot be raised into a Future')
  `, { top: 'import { StopIteration } from \'builtins\'' })

  asyncPromise('cancel makes awaiting it raise CancelledError', `
    const future = asyncio.getRunningLoop().createFuture()
    assertTrue(future.cancel({ msg: 'why' }))
    assertFalse(future.cancel())
    assertTrue(future.cancelled() && future.done())
    assertRaises(asyncio.CancelledError, () => future.result(), 'why')
    assertRaises(asyncio.CancelledError, () => future.exception())
    assertRaises(asyncio.InvalidStateError, () => future.setResult(1), 'invalid state')
    await assertRaisesAsync(asyncio.CancelledError, future)
  `)

  asyncPromise('done callbacks are called in the next round, each once, in their order', `
    const future = asyncio.getRunningLoop().createFuture<string>()
    const note = (done: asyncio.Future<string>) => log('note', done.result())
    future.addDoneCallback(note)
    future.addDoneCallback(() => log('second'))
    future.addDoneCallback(note)
    future.setResult('r')
    assertLog()
    await rounds()
    assertLog(['note', 'r'], 'second', ['note', 'r'])
  `)

  asyncPromise('removeDoneCallback removes a callback and returns how often it was there', `
    const future = asyncio.getRunningLoop().createFuture()
    const a = () => log('a')
    const b = () => log('b')
    future.addDoneCallback(a)
    future.addDoneCallback(b)
    future.addDoneCallback(a)
    assertEqual([future.removeDoneCallback(a), future.removeDoneCallback(a)], [2, 0])
    future.setResult(null)
    await rounds()
    assertLog('b')
  `)

  asyncPromise('callbacks run in the context in which they were added, or the one given', `
    const variable = new ContextVar<string>('v', { default: 'none' })
    const future = asyncio.getRunningLoop().createFuture()
    const context = copyContext()
    context.run(() => variable.set('given'))
    variable.set('added')
    future.addDoneCallback(() => log(variable.get()))
    future.addDoneCallback(() => log(variable.get()), { context })
    variable.set('later')
    future.setResult(null)
    await rounds()
    assertLog('added', 'given')
  `)

  asyncPromise('toString shows state, result, exception and callbacks', `
    const loop = asyncio.getRunningLoop()
    const future = loop.createFuture()
    assertEqual(String(future), '<Future pending>')
    const one = () => {}
    future.addDoneCallback(one)
    assertEqual(String(future), '<Future pending cb=[one()]>')
    future.addDoneCallback(one)
    assertEqual(String(future), '<Future pending cb=[one(), one()]>')
    future.addDoneCallback(one)
    assertEqual(String(future), '<Future pending cb=[one(), <1 more>, one()]>')
    const failed = loop.createFuture()
    failed.setException(new ValueError('v'))
    assertEqual(String(failed), "<Future finished exception=ValueError('v')>")
    failed.exception()
  `)

  asyncPromise('an exception that is never retrieved is reported', `
    asyncio.getRunningLoop().createFuture().setException(new ValueError('lost'))
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ severity: 'error', type: 'ValueError', message: 'lost', hint: 'Future exception was never retrieved' }])
    },
  })

  asyncPromise('isfuture recognizes futures and tasks', `
    const task = asyncio.createTask(asyncio.sleep(0))
    assertTrue(asyncio.isfuture(task) && asyncio.isfuture(new asyncio.Future()))
    assertFalse(asyncio.isfuture(asyncio.Future) || asyncio.isfuture(42) || asyncio.isfuture(null))
    assertTrue(task instanceof asyncio.Future)
    assertTrue(new asyncio.Future({ loop: asyncio.getRunningLoop() }).getLoop() === asyncio.getRunningLoop())
    await task
  `)

  loopPromise('without a loop there is none', `
    assertRaises(RuntimeError, () => new asyncio.Future(), "There is no current event loop in thread 'MainThread'.")
  `)
})
