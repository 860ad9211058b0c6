import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

const FAIL = `
async function fail(message = 'no', delay = 0) {
  await asyncio.sleep(delay)
  throw new ValueError(message)
}
`

describe('asyncio.gather', () => {
  asyncPromise('runs at the same time and gives results in the order of the arguments', `
    const work = async (name: string, delay: number) => {
      log(name + ' begins')
      await asyncio.sleep(delay)
      log(name + ' ends')
      return name
    }
    assertEqual(await asyncio.gather(work('slow', 0.05), work('fast', 0), asyncio.createTask(work('task', 0.02))), ['slow', 'fast', 'task'])
    assertEqual($log.slice(0, 3).sort(), ['fast begins', 'slow begins', 'task begins'])
    assertEqual($log.slice(3), ['fast ends', 'task ends', 'slow ends'])
  `)

  asyncPromise('of nothing is an empty list', `
    const all = asyncio.gather()
    assertTrue(asyncio.isfuture(all) && all.done())
    assertEqual(await all, [])
    assertEqual(await asyncio.gather({ returnExceptions: true }), [])
  `)

  asyncPromise('the same coroutine twice is awaited once', `
    const coro = asyncio.sleep(0, { result: 'x' })
    assertEqual(await asyncio.gather(coro, coro), ['x', 'x'])
  `)

  asyncPromise('the first exception is raised at once; the others go on', `
    const slow = asyncio.createTask((async () => {
      await asyncio.sleep(0.03)
      log('slow is done')
    })())
    await assertRaisesAsync(ValueError, asyncio.gather(slow, fail()), 'no')
    assertFalse(slow.done())
    assertLog()
    await slow
    assertLog('slow is done')
  `, { top: FAIL })

  asyncPromise('later exceptions are not reported', `
    await assertRaisesAsync(ValueError, asyncio.gather(fail('first'), fail('second', 0.01)), 'first')
    await asyncio.sleep(0.03)
  `, { top: FAIL })

  asyncPromise('with returnExceptions exceptions are results', `
    const [a, b, c] = await asyncio.gather(fail('a'), asyncio.sleep(0, { result: 1 }), fail('c'), { returnExceptions: true })
    assertEqual([(a as Error).message, b, (c as Error).message], ['a', 1, 'c'])
  `, { top: FAIL })

  asyncPromise('a cancelled child is a CancelledError, and no cancellation of who awaits', `
    const child = asyncio.createTask(asyncio.sleep(10))
    const all = asyncio.gather(child, asyncio.sleep(0))
    await rounds()
    child.cancel()
    await assertRaisesAsync(asyncio.CancelledError, all)
    assertFalse(all.cancelled())
    const other = asyncio.createTask(asyncio.sleep(10))
    const results = asyncio.gather(other, asyncio.sleep(0, { result: 'x' }), { returnExceptions: true })
    other.cancel()
    const [error, value] = await results
    assertTrue(error instanceof asyncio.CancelledError)
    assertEqual(value, 'x')
  `)

  asyncPromise('cancelling it cancels the children', `
    const children = [asyncio.createTask(asyncio.sleep(10)), asyncio.createTask(asyncio.sleep(10))]
    const all = asyncio.gather(...children)
    await rounds()
    assertTrue(all.cancel())
    await assertRaisesAsync(asyncio.CancelledError, all)
    assertTrue(children.every(child => child.cancelled()))
    assertFalse(all.cancel())
  `)

  asyncPromise('cancelling the task that awaits it does too, even with returnExceptions', `
    const child = asyncio.createTask(asyncio.sleep(10))
    const task = asyncio.createTask((async () => await asyncio.gather(child, { returnExceptions: true }))())
    await rounds(2)
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertTrue(child.cancelled())
  `)

  asyncPromise('is cancelled once the children are done, whatever they make of it', `
    const stubborn = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      catch {
        await asyncio.sleep(0.01)
        log('gave in')
      }
    })())
    const all = asyncio.gather(stubborn)
    await rounds()
    all.cancel()
    await assertRaisesAsync(asyncio.CancelledError, all)
    assertLog('gave in')
  `)

  asyncPromise('the message of a cancellation reaches the children', `
    const child = asyncio.createTask(asyncio.sleep(10))
    const all = asyncio.gather(child)
    await rounds()
    all.cancel({ msg: 'stop' })
    await assertRaisesAsync(asyncio.CancelledError, all, 'stop')
  `)

  asyncPromise('what can\'t be awaited is a TypeError', `
    assertRaises(TypeError, () => asyncio.gather(1 as never), 'An asyncio.Future, a coroutine or an awaitable is required')
  `)

  asyncPromise('an exception that is never retrieved from it is reported', `
    const all = asyncio.gather(fail())
    await asyncio.sleep(0.01)
    assertTrue(all.done())
  `, {
    top: FAIL,
    check({ problems }) {
      expect(problems).toMatchObject([{ type: 'ValueError', hint: '_GatheringFuture exception was never retrieved' }])
    },
  })

  loopPromise('of futures of two loops is a ValueError', `
    const [one, two] = [asyncio.newEventLoop(), asyncio.newEventLoop()]
    assertRaises(ValueError, () => asyncio.gather(one.createFuture(), two.createFuture()), /different loop/)
    one.close()
    two.close()
  `)
})

describe('asyncio.wait', () => {
  asyncPromise('ALL_COMPLETED: gives all that are done, and none that is not', `
    const tasks = [asyncio.createTask(asyncio.sleep(0.01)), asyncio.createTask(fail())]
    const [done, pending] = await asyncio.wait(tasks)
    assertEqual(done.size, 2)
    assertEqual(pending.size, 0)
    assertTrue(tasks.every(task => done.has(task)))
    tasks[1].exception()
  `, { top: FAIL })

  asyncPromise('FIRST_COMPLETED: returns when one is done or cancelled', `
    const [quick, slow] = [asyncio.createTask(asyncio.sleep(0.01)), asyncio.createTask(asyncio.sleep(10))]
    const [done, pending] = await asyncio.wait([quick, slow], { returnWhen: asyncio.FIRST_COMPLETED })
    assertTrue(done.has(quick) && pending.has(slow))
    asyncio.getRunningLoop().callLater(0.01, () => slow.cancel())
    assertTrue((await asyncio.wait(pending, { returnWhen: asyncio.FIRST_COMPLETED }))[0].has(slow))
  `)

  asyncPromise('FIRST_EXCEPTION: returns at the first exception, but not at a cancellation', `
    const never = asyncio.createTask(asyncio.sleep(10))
    const cancelled = asyncio.createTask(asyncio.sleep(10))
    const failing = asyncio.createTask(fail('x', 0.02))
    asyncio.getRunningLoop().callLater(0.005, () => cancelled.cancel())
    const [done, pending] = await asyncio.wait([never, cancelled, failing], { returnWhen: asyncio.FIRST_EXCEPTION })
    assertTrue(done.has(failing) && done.has(cancelled) && pending.has(never))
    never.cancel()
  `, { top: FAIL })

  asyncPromise('a timeout raises nothing and cancels nothing', `
    const [quick, slow] = [asyncio.createTask(asyncio.sleep(0)), asyncio.createTask(asyncio.sleep(10))]
    const [done, pending] = await asyncio.wait([quick, slow], { timeout: 0.02 })
    assertTrue(done.has(quick) && pending.has(slow))
    assertFalse(slow.done())
    slow.cancel()
  `)

  asyncPromise('cancelling it leaves the tasks alone', `
    const task = asyncio.createTask(asyncio.sleep(0.02, { result: 'fine' }))
    const waiting = asyncio.createTask(asyncio.wait([task]))
    await rounds(2)
    waiting.cancel()
    await assertRaisesAsync(asyncio.CancelledError, waiting)
    assertEqual(await task, 'fine')
  `)

  asyncPromise('takes futures and tasks, once each, and no coroutines', `
    const coro = asyncio.sleep(0)
    await assertRaisesAsync(TypeError, asyncio.wait([coro as never]), 'Passing coroutines is forbidden, use tasks explicitly.')
    await coro
    await assertRaisesAsync(ValueError, asyncio.wait([]), 'Set of Tasks/Futures is empty.')
    const task = asyncio.createTask(asyncio.sleep(0))
    await assertRaisesAsync(TypeError, asyncio.wait(task as never), 'expect a list of futures, not Task')
    await assertRaisesAsync(ValueError, asyncio.wait([task], { returnWhen: 'SOMETIME' as never }), 'Invalid return_when value: SOMETIME')
    assertEqual((await asyncio.wait([task, task]))[0].size, 1)
  `)
})

describe('asyncio.waitFor', () => {
  asyncPromise('gives the result in time', `
    assertEqual(await asyncio.waitFor(asyncio.sleep(0, { result: 'r' }), 1), 'r')
    assertEqual(await asyncio.waitFor(asyncio.sleep(0, { result: 'r' }), null), 'r')
    await assertRaisesAsync(ValueError, asyncio.waitFor(fail(), 1), 'no')
  `, { top: FAIL })

  asyncPromise('cancels what takes too long, waits until it is, and raises TimeoutError', `
    const task = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      finally {
        await asyncio.sleep(0.01)
        log('cleaned up')
      }
    })())
    const error = await assertRaisesAsync(TimeoutError, asyncio.waitFor(task, 0.02))
    assertTrue(error.cause instanceof asyncio.CancelledError)
    assertTrue(task.cancelled())
    assertLog('cleaned up')
  `)

  asyncPromise('0 or less: gives what is done already, else cancels at once', `
    const done = asyncio.createTask(asyncio.sleep(0, { result: 'ready' }))
    await done
    assertEqual(await asyncio.waitFor(done, 0), 'ready')
    const pending = asyncio.createTask(asyncio.sleep(10))
    await assertRaisesAsync(TimeoutError, asyncio.waitFor(pending, 0))
    assertTrue(pending.cancelled())
    await assertRaisesAsync(TimeoutError, asyncio.waitFor(asyncio.sleep(10), -1))
  `)

  asyncPromise('an exception raised while it is cancelled is raised', `
    await assertRaisesAsync(ValueError, asyncio.waitFor((async () => {
      try {
        await asyncio.sleep(10)
      }
      finally {
        throw new ValueError('while cleaning up')
      }
    })(), 0.01), 'while cleaning up')
  `)

  asyncPromise('cancelling it cancels what it waits for, with no TimeoutError', `
    const inner = asyncio.createTask(asyncio.sleep(10))
    const outer = asyncio.createTask(asyncio.waitFor(inner, 10))
    await rounds(2)
    outer.cancel()
    await assertRaisesAsync(asyncio.CancelledError, outer)
    assertTrue(inner.cancelled())
  `)

  asyncPromise('what comes back after the cancellation was asked for is given', `
    assertEqual(await asyncio.waitFor((async () => {
      try {
        await asyncio.sleep(10)
      }
      catch {
        return 'late'
      }
    })(), 0.01), 'late')
  `)
})

describe('asyncio.asCompleted', () => {
  asyncPromise('for: coroutines that give the results in the order in which they come', `
    const results: unknown[] = []
    for (const next of asyncio.asCompleted([asyncio.sleep(0.04, { result: 'slow' }), asyncio.sleep(0, { result: 'fast' }), asyncio.sleep(0.02, { result: 'mid' })]))
      results.push(await next)
    assertEqual(results, ['fast', 'mid', 'slow'])
  `)

  asyncPromise('for await: the tasks themselves', `
    const tasks = [asyncio.createTask(asyncio.sleep(0.02, { result: 2 })), asyncio.createTask(asyncio.sleep(0, { result: 1 }))]
    const order: number[] = []
    for await (const task of asyncio.asCompleted(tasks)) {
      assertTrue(tasks.includes(task))
      order.push(task.result())
    }
    assertEqual(order, [1, 2])
  `)

  asyncPromise('for await over coroutines gives futures', `
    for await (const future of asyncio.asCompleted([asyncio.sleep(0, { result: 'x' })])) {
      assertTrue(asyncio.isfuture(future))
      assertEqual(await future, 'x')
    }
  `)

  asyncPromise('exceptions come where the result would', `
    const seen: string[] = []
    for (const next of asyncio.asCompleted([fail('a'), asyncio.sleep(0.01, { result: 'b' })])) {
      try {
        seen.push(await next)
      }
      catch (error) {
        seen.push('error ' + error.message)
      }
    }
    assertEqual(seen, ['error a', 'b'])
  `, { top: FAIL })

  asyncPromise('when the time is over the next one raises TimeoutError', `
    const slow = asyncio.createTask(asyncio.sleep(10))
    const seen: unknown[] = []
    for (const next of asyncio.asCompleted([asyncio.createTask(asyncio.sleep(0, { result: 'x' })), slow], { timeout: 0.03 })) {
      try {
        seen.push(await next)
      }
      catch (error) {
        seen.push(error.name)
      }
    }
    assertEqual(seen, ['x', 'TimeoutError'])
    assertFalse(slow.done())
    slow.cancel()
    await assertRaisesAsync(TimeoutError, (async () => {
      for await (const _ of asyncio.asCompleted([slow, asyncio.createTask(asyncio.sleep(0.1))], { timeout: 0.01 }));
    })())
  `)

  asyncPromise('the same one twice comes once; nothing gives nothing', `
    const task = asyncio.createTask(asyncio.sleep(0, { result: 1 }))
    let count = 0
    for (const next of asyncio.asCompleted([task, task])) {
      await next
      count++
    }
    for await (const _ of asyncio.asCompleted([]))
      count++
    assertEqual(count, 1)
    assertRaises(TypeError, () => asyncio.asCompleted(task as never), 'expects an iterable of awaitables, not Task')
  `)
})

describe('asyncio.shield', () => {
  asyncPromise('keeps what it shields from being cancelled', `
    const inner = asyncio.createTask(asyncio.sleep(0.02, { result: 'fine' }))
    const outer = asyncio.createTask((async () => await asyncio.shield(inner))())
    await rounds()
    outer.cancel()
    await assertRaisesAsync(asyncio.CancelledError, outer)
    assertFalse(inner.cancelled())
    assertEqual(await inner, 'fine')
  `)

  asyncPromise('passes result, exception and cancellation of what it shields on', `
    assertEqual(await asyncio.shield(asyncio.sleep(0, { result: 'r' })), 'r')
    await assertRaisesAsync(ValueError, asyncio.shield(fail()), 'no')
    const inner = asyncio.createTask(asyncio.sleep(10))
    const shielded = asyncio.shield(inner)
    await rounds()
    inner.cancel()
    await assertRaisesAsync(asyncio.CancelledError, shielded)
    assertTrue(shielded.cancelled())
  `, { top: FAIL })

  asyncPromise('of what is done is itself', `
    const done = asyncio.createTask(asyncio.sleep(0))
    await done
    assertTrue(asyncio.shield(done) === done)
  `)

  asyncPromise('an exception of what it shields is reported when the shield was cancelled before', `
    const shielded = asyncio.shield(fail('late', 0.01))
    await rounds()
    shielded.cancel()
    await asyncio.sleep(0.03)
  `, {
    top: FAIL,
    check({ problems }) {
      expect(problems).toMatchObject([{ type: 'ValueError', message: 'late', hint: 'ValueError exception in shielded future' }])
    },
  })

  asyncPromise('a shield around a gather: the children go on', `
    const child = asyncio.createTask(asyncio.sleep(0.02, { result: 'child' }))
    const all = asyncio.shield(asyncio.gather(child))
    await rounds()
    all.cancel()
    await assertRaisesAsync(asyncio.CancelledError, all)
    assertEqual(await child, 'child')
  `)
})

describe('asyncio.ensureFuture', () => {
  asyncPromise('gives a future itself, a task for a coroutine, and one for what can be awaited', `
    const future = asyncio.getRunningLoop().createFuture<string>()
    assertTrue(asyncio.ensureFuture(future) === future)
    const task = asyncio.ensureFuture(asyncio.sleep(0, { result: 'c' }))
    assertTrue(task instanceof asyncio.Task)
    assertEqual(await task, 'c')
    assertRaises(TypeError, () => asyncio.ensureFuture({} as never), 'An asyncio.Future, a coroutine or an awaitable is required')
    const loop = asyncio.newEventLoop()
    assertRaises(ValueError, () => asyncio.ensureFuture(future, { loop }), /different loop/)
    loop.close()
  `)
})
