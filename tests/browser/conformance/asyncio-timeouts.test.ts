import { describe } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

describe('asyncio.timeout', () => {
  asyncPromise('a block that takes too long is cancelled, and raises TimeoutError outside', `
    let cm!: asyncio.Timeout
    const error = await assertRaisesAsync(TimeoutError, (async () => {
      await using timeout = asyncio.timeout(0.02)
      cm = timeout
      assertFalse(cm.expired())
      try {
        await asyncio.sleep(10)
      }
      catch (inside) {
        log(inside instanceof asyncio.CancelledError)
        throw inside
      }
    })())
    assertLog(true)
    assertTrue(cm.expired())
    assertTrue(error.cause instanceof asyncio.CancelledError)
    assertEqual(asyncio.currentTask()!.cancelling(), 0)
    assertEqual(String(cm), '<Timeout [expired]>')
  `)

  asyncPromise('a block that is in time is left as it is', `
    const cm = asyncio.timeout(10)
    assertEqual(String(cm), '<Timeout [created]>')
    {
      await using _ = cm
      assertTrue(/^<Timeout \\[active\\] when=\\d+(\\.\\d+)?>$/.test(String(cm)), String(cm))
      await asyncio.sleep(0)
    }
    assertFalse(cm.expired())
    assertEqual(String(cm), '<Timeout [finished]>')
    await asyncio.sleep(0.01)
  `)

  asyncPromise('null is no timeout', `
    await using cm = asyncio.timeout(null)
    assertEqual(cm.when(), null)
    await asyncio.sleep(0.01)
  `)

  asyncPromise('when returns the loop time at which it expires; timeoutAt takes one', `
    const loop = asyncio.getRunningLoop()
    const before = loop.time()
    const cm = asyncio.timeout(5)
    const after = loop.time()
    assertTrue(before + 5 <= cm.when()! && cm.when()! <= after + 5)
    const at = loop.time() + 0.02
    await assertRaisesAsync(TimeoutError, (async () => {
      await using cm = asyncio.timeoutAt(at)
      assertEqual(cm.when(), at)
      await asyncio.sleep(10)
    })())
    assertTrue(loop.time() >= at)
    assertEqual(asyncio.timeoutAt(null).when(), null)
  `)

  asyncPromise('a time that is over already lets the block run to its first await', `
    for (const delay of [0, -1]) {
      await assertRaisesAsync(TimeoutError, (async () => {
        await using _ = asyncio.timeout(delay)
        log('in the block')
        await asyncio.sleep(10)
        log('never')
      })())
    }
    assertLog('in the block', 'in the block')
  `)

  asyncPromise('a block without an await after the time is over raises nothing', `
    await using cm = asyncio.timeout(0.005)
    time.sleep(0.02)
  `)

  asyncPromise('another exception is raised as it is', `
    await assertRaisesAsync(ValueError, (async () => {
      await using _ = asyncio.timeout(10)
      throw new ValueError('x')
    })(), 'x')
    await assertRaisesAsync(ValueError, (async () => {
      await using _ = asyncio.timeout(0.01)
      try {
        await asyncio.sleep(10)
      }
      catch {
        throw new ValueError('instead')
      }
    })(), 'instead')
  `)

  asyncPromise('a cancellation from elsewhere stays one', `
    const task = asyncio.createTask((async () => {
      await using _ = asyncio.timeout(10)
      await asyncio.sleep(10)
    })())
    await rounds()
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertTrue(task.cancelled())
  `)

  asyncPromise('a cancellation from elsewhere at the same time goes first', `
    const task = asyncio.createTask((async () => {
      await using _ = asyncio.timeout(0)
      await asyncio.sleep(10)
    })())
    await rounds()
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
  `)

  asyncPromise('nested: the inner one that expires leaves the outer one alone', `
    await using outer = asyncio.timeout(10)
    let inner!: asyncio.Timeout
    await assertRaisesAsync(TimeoutError, (async () => {
      await using cm = asyncio.timeout(0.01)
      inner = cm
      await asyncio.sleep(10)
    })())
    assertTrue(inner.expired() && !outer.expired())
  `)

  asyncPromise('nested: the outer one that expires leaves the inner block too', `
    let inner!: asyncio.Timeout, outer!: asyncio.Timeout
    await assertRaisesAsync(TimeoutError, (async () => {
      await using a = asyncio.timeout(0.01)
      outer = a
      await using b = asyncio.timeout(10)
      inner = b
      await asyncio.sleep(10)
    })())
    assertTrue(outer.expired() && !inner.expired())
  `)

  asyncPromise('nested: both expired', `
    let inner!: asyncio.Timeout, outer!: asyncio.Timeout
    await assertRaisesAsync(TimeoutError, (async () => {
      await using a = asyncio.timeout(0.01)
      outer = a
      try {
        await using b = asyncio.timeout(0.02)
        inner = b
        time.sleep(0.05)
        await asyncio.sleep(10)
      }
      finally {
        log(inner.expired())
      }
    })())
    assertTrue(outer.expired())
    assertLog(true)
  `)

  asyncPromise('reschedule moves the time; null takes it away', `
    const loop = asyncio.getRunningLoop()
    {
      await using cm = asyncio.timeout(0.01)
      cm.reschedule(loop.time() + 10)
      await asyncio.sleep(0.03)
      assertFalse(cm.expired())
      cm.reschedule(null)
      assertEqual(cm.when(), null)
      await asyncio.sleep(0)
    }
    await assertRaisesAsync(TimeoutError, (async () => {
      await using cm = asyncio.timeout(10)
      cm.reschedule(loop.time() - 1)
      await asyncio.sleep(10)
    })())
  `)

  asyncPromise('what it can\'t do before it is entered and after it is left', `
    const cm = asyncio.timeout(10)
    assertRaises(RuntimeError, () => cm.reschedule(1), 'Timeout has not been entered')
    {
      await using _ = cm
    }
    assertRaises(RuntimeError, () => cm.reschedule(1), 'Cannot change state of finished Timeout')
    await assertRaisesAsync(RuntimeError, (async () => {
      await using _ = cm
    })(), 'Timeout has already been entered')
    let expiring!: asyncio.Timeout
    await assertRaisesAsync(TimeoutError, (async () => {
      await using cm = asyncio.timeout(0)
      expiring = cm
      try {
        await asyncio.sleep(10)
      }
      finally {
        assertRaises(RuntimeError, () => cm.reschedule(1), 'Cannot change state of expiring Timeout')
        assertTrue(cm.expired())
      }
    })())
  `)

  loopPromise('needs a running loop', `
    assertRaises(RuntimeError, () => asyncio.timeout(1), 'no running event loop')
  `)

  asyncPromise('a TimeoutError of asyncio is the built-in one', `
    assertTrue(asyncio.TimeoutError === TimeoutError)
  `)

  asyncPromise('an exception group raised in a block whose time is over is raised as it is', `
    const error = await assertRaisesAsync(ExceptionGroup, (async () => {
      await using _ = asyncio.timeout(0.01)
      await using tg = new asyncio.TaskGroup()
      tg.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        finally {
          throw new ValueError('cleanup failed')
        }
      })())
    })())
    assertEqual(error.exceptions.map(each => each.message), ['cleanup failed'])
  `)
})
