import { describe } from 'vitest'
import { asyncPromise } from './asyncio-promise'

describe('asyncio.Task.cancel', () => {
  asyncPromise('raises CancelledError at the await; finally blocks run', `
    const work = async () => {
      try {
        await asyncio.sleep(10)
      }
      finally {
        log('cleaned up')
      }
    }
    const task = asyncio.createTask(work())
    await rounds()
    assertTrue(task.cancel())
    assertFalse(task.cancelled())
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertTrue(task.cancelled() && task.done())
    assertFalse(task.cancel())
    assertLog('cleaned up')
    assertRaises(asyncio.CancelledError, () => task.result())
    assertRaises(asyncio.CancelledError, () => task.exception())
  `)

  asyncPromise('before the start: nothing of the coroutine runs', `
    const task = asyncio.createTask((async () => void log('ran'))())
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertLog()
  `)

  asyncPromise('carries a message', `
    const task = asyncio.createTask(asyncio.sleep(10))
    await rounds()
    task.cancel({ msg: 'enough' })
    await assertRaisesAsync(asyncio.CancelledError, task, 'enough')
    const early = asyncio.createTask(asyncio.sleep(10))
    early.cancel({ msg: 'at once' })
    await assertRaisesAsync(asyncio.CancelledError, early, 'at once')
  `)

  asyncPromise('the error that is raised is the one that whoever awaits the task gets first', `
    let raised: unknown
    const task = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      catch (error) {
        raised = error
        throw error
      }
    })())
    await rounds()
    task.cancel()
    assertTrue(await assertRaisesAsync(asyncio.CancelledError, task) === raised)
    assertTrue(await assertRaisesAsync(asyncio.CancelledError, task) !== raised)
  `)

  asyncPromise('can be caught: then the task goes on, and has been asked', `
    const task = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      catch {
        log('not yet')
      }
      await asyncio.sleep(0)
      return 'done'
    })())
    await rounds()
    assertEqual(task.cancelling(), 0)
    task.cancel()
    assertEqual(task.cancelling(), 1)
    assertEqual(await task, 'done')
    assertFalse(task.cancelled())
    assertLog('not yet')
  `)

  asyncPromise('another exception takes its place', `
    const task = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      finally {
        throw new ValueError('instead')
      }
    })())
    await rounds()
    task.cancel()
    await assertRaisesAsync(ValueError, task, 'instead')
    assertFalse(task.cancelled())
  `)

  asyncPromise('cancels the task that it waits for', `
    const inner = asyncio.createTask(asyncio.sleep(10))
    const outer = asyncio.createTask((async () => await inner)())
    await rounds()
    outer.cancel()
    await assertRaisesAsync(asyncio.CancelledError, outer)
    assertTrue(inner.cancelled())
  `)

  asyncPromise('a cancelled inner task is a CancelledError in the outer one, which can go on', `
    const inner = asyncio.createTask(asyncio.sleep(10))
    const outer = asyncio.createTask((async () => {
      try {
        await inner
      }
      catch (error) {
        return error instanceof asyncio.CancelledError
      }
    })())
    await rounds()
    inner.cancel()
    assertEqual(await outer, true)
    assertEqual(outer.cancelling(), 0)
  `)

  asyncPromise('uncancel withdraws a request and returns how many are left', `
    const task = asyncio.createTask((async () => {
      try {
        await asyncio.sleep(10)
      }
      catch {
        log(task.cancelling(), task.uncancel(), task.uncancel(), task.uncancel())
      }
      await asyncio.sleep(0)
      return 'went on'
    })())
    await rounds()
    task.cancel()
    task.cancel()
    assertEqual(await task, 'went on')
    assertLog([2, 1, 0, 0])
  `)

  asyncPromise('uncancel of the last request undoes a cancellation that is not raised yet', `
    const task = asyncio.createTask((async () => {
      task.cancel()
      task.uncancel()
      await asyncio.sleep(0)
      return 'went on'
    })())
    assertEqual(await task, 'went on')
  `)

  asyncPromise('a task that cancels itself is cancelled at its next await', `
    const task = asyncio.createTask((async () => {
      task.cancel()
      log('still here')
      await asyncio.sleep(0)
      log('never')
    })())
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertLog('still here')
  `)

  asyncPromise('a task that cancels itself and then returns is cancelled', `
    const task = asyncio.createTask((async () => {
      task.cancel()
      return 'ignored'
    })())
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertTrue(task.cancelled())
  `)

  asyncPromise('twice: the second is raised where the task waits then', `
    const task = asyncio.createTask((async () => {
      for (const _ of [1, 2]) {
        try {
          await asyncio.sleep(10)
        }
        catch {
          log(task.cancelling())
        }
      }
      return 'end'
    })())
    await rounds()
    task.cancel()
    await rounds()
    task.cancel()
    assertEqual(await task, 'end')
    assertLog(1, 2)
  `)

  asyncPromise('is no Exception, so that code which handles those lets it pass', `
    const { Exception } = await import_()
    assertFalse(new asyncio.CancelledError() instanceof Exception)
  `, { top: 'import * as builtins from \'builtins\'\nconst import_ = async () => builtins' })
})
