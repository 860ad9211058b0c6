import { describe } from 'vitest'
import { asyncPromise } from './asyncio-promise'

const TOP = `
import { Exception } from 'builtins'
async function fail(message = 'no', delay = 0) {
  await asyncio.sleep(delay)
  throw new ValueError(message)
}
/** Sleeps, and reports when it is cancelled. */
async function victim(name: string) {
  try {
    await asyncio.sleep(10)
  }
  finally {
    log(name + ' cancelled')
  }
}
/** Runs a block in a group; gives the group. */
async function inGroup(block: (tg: asyncio.TaskGroup) => PromiseLike<unknown>) {
  await using tg = new asyncio.TaskGroup()
  await block(tg)
}
`

function groupPromise(name: string, body: string): void {
  asyncPromise(name, body, { top: TOP })
}

describe('asyncio.TaskGroup', () => {
  groupPromise('the block is left when all tasks are done', `
    let a!: asyncio.Task<string>, b!: asyncio.Task<number>
    {
      await using tg = new asyncio.TaskGroup()
      a = tg.createTask(asyncio.sleep(0.02, { result: 'a' }), { name: 'A' })
      b = tg.createTask(asyncio.sleep(0, { result: 2 }))
      assertEqual(a.getName(), 'A')
      assertFalse(a.done())
    }
    assertTrue(a.done() && b.done())
    assertEqual([a.result(), b.result()], ['a', 2])
  `)

  groupPromise('tasks can add tasks while the block is being left', `
    await using tg = new asyncio.TaskGroup()
    const add = async (n: number): Promise<void> => {
      log(n)
      await asyncio.sleep(0)
      if (n > 0)
        tg.createTask(add(n - 1))
    }
    tg.createTask(add(2))
    tg.createTask((async () => {
      // More rounds of the loop than the others take.
      for (let round = 0; round < 10; round++)
        await asyncio.sleep(0)
      assertLog(2, 1, 0)
    })())
  `)

  groupPromise('the first exception cancels the others, and comes in an ExceptionGroup', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask(victim('one'))
      tg.createTask(fail('first', 0.01))
      tg.createTask(victim('two'))
    }))
    assertLog('one cancelled', 'two cancelled')
    assertEqual(error.message, 'unhandled errors in a TaskGroup')
    assertEqual(str(error), 'unhandled errors in a TaskGroup (1 sub-exception)')
    assertEqual(error.exceptions.map(each => [each.name, each.message]), [['ValueError', 'first']])
    assertEqual(asyncio.currentTask()!.cancelling(), 0)
  `)

  groupPromise('it cancels the block itself, too', `
    await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask(fail())
      try {
        await asyncio.sleep(10)
      }
      catch (error) {
        log(error instanceof asyncio.CancelledError)
        throw error
      }
    }))
    assertLog(true)
  `)

  groupPromise('exceptions raised while the others are cancelled join the group', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask(fail('first'))
      tg.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        finally {
          throw new RuntimeError('second')
        }
      })())
    }))
    assertEqual(error.exceptions.map(each => each.message), ['first', 'second'])
  `)

  groupPromise('an exception of the block cancels the tasks and joins the group', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask(victim('v'))
      await asyncio.sleep(0)
      throw new ZeroDivisionError('block')
    }))
    assertLog('v cancelled')
    assertEqual(error.exceptions.map(each => each.name), ['ZeroDivisionError'])
  `)

  groupPromise('an exception of the block and one of a task', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask(fail('task'))
      try {
        await asyncio.sleep(10)
      }
      finally {
        throw new RuntimeError('block')
      }
    }))
    assertEqual(error.exceptions.map(each => each.message), ['task', 'block'])
  `)

  groupPromise('a task of the group that is cancelled is no error', `
    await using tg = new asyncio.TaskGroup()
    const task = tg.createTask(victim('v'))
    await rounds()
    task.cancel()
    await rounds(2)
    assertLog('v cancelled')
  `)

  groupPromise('cancelling the parent in the block cancels the tasks', `
    const parent = asyncio.createTask(inGroup(async (tg) => {
      tg.createTask(victim('v'))
      await asyncio.sleep(10)
    }))
    await rounds(2)
    parent.cancel()
    await assertRaisesAsync(asyncio.CancelledError, parent)
    assertLog('v cancelled')
    assertTrue(parent.cancelled())
  `)

  groupPromise('cancelling the parent while it waits for the tasks cancels them', `
    const parent = asyncio.createTask(inGroup(async (tg) => {
      tg.createTask(victim('v'))
    }))
    await rounds(3)
    parent.cancel({ msg: 'why' })
    await assertRaisesAsync(asyncio.CancelledError, parent)
    assertLog('v cancelled')
    assertEqual(parent.cancelling(), 1)
  `)

  groupPromise('a task that fails while the parent is being cancelled: the error goes first, the cancellation comes at the next await', `
    const parent = asyncio.createTask((async () => {
      try {
        await inGroup(async (tg) => {
          tg.createTask((async () => {
            try {
              await asyncio.sleep(10)
            }
            finally {
              throw new ValueError('cleanup')
            }
          })())
          await asyncio.sleep(10)
        })
      }
      catch (error) {
        log(error instanceof ExceptionGroup, asyncio.currentTask()!.cancelling())
      }
      await asyncio.sleep(10)
    })())
    await rounds(2)
    parent.cancel()
    await assertRaisesAsync(asyncio.CancelledError, parent)
    assertLog([true, 1])
  `)

  groupPromise('nested groups: an inner error stays inside what catches it', `
    await inGroup(async (outer) => {
      const sibling = outer.createTask(asyncio.sleep(0.02, { result: 'fine' }))
      try {
        await inGroup(async (inner) => {
          inner.createTask(fail('inner'))
          inner.createTask(victim('v'))
        })
      }
      catch (error) {
        log((error as ExceptionGroup).exceptions.length)
      }
      assertEqual(await sibling, 'fine')
    })
    assertLog('v cancelled', 1)
  `)

  groupPromise('nested groups: an outer error cancels the inner group', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (outer) => {
      outer.createTask(fail('outer', 0.01))
      await inGroup(async (inner) => {
        inner.createTask(victim('inner'))
      })
    }))
    assertLog('inner cancelled')
    assertEqual(error.exceptions.map(each => each.message), ['outer'])
  `)

  groupPromise('nested groups that both fail give nested exception groups', `
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (outer) => {
      outer.createTask(inGroup(async (inner) => {
        inner.createTask(fail('deep'))
      }))
    }))
    assertTrue(error.exceptions[0] instanceof ExceptionGroup)
    assertEqual(error.exceptions[0].exceptions[0].message, 'deep')
  `)

  groupPromise('createTask before, after and while it is shutting down is a RuntimeError; the coroutine is closed', `
    const tg = new asyncio.TaskGroup()
    assertEqual(String(tg), '<TaskGroup>')
    assertRaises(RuntimeError, () => tg.createTask(asyncio.sleep(0)), 'TaskGroup <TaskGroup> has not been entered')
    {
      await using group = tg
      assertEqual(String(group), '<TaskGroup entered>')
    }
    assertRaises(RuntimeError, () => tg.createTask(asyncio.sleep(0)), 'TaskGroup <TaskGroup entered> is finished')
    await assertRaisesAsync(ExceptionGroup, inGroup(async (group) => {
      group.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        finally {
          assertRaises(RuntimeError, () => group.createTask(asyncio.sleep(0)), /^TaskGroup <TaskGroup tasks=\\d errors=1 cancelling> is shutting down$/)
          log('checked')
        }
      })())
      group.createTask(fail())
    }))
    assertLog('checked')
  `)

  groupPromise('can be entered once', `
    const tg = new asyncio.TaskGroup()
    {
      await using _ = tg
    }
    await assertRaisesAsync(RuntimeError, (async () => {
      await using _ = tg
    })(), 'TaskGroup <TaskGroup entered> has already been entered')
  `)

  groupPromise('a coroutine that swallows its cancellation is waited for', `
    await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      tg.createTask((async () => {
        try {
          await asyncio.sleep(10)
        }
        catch {}
        await asyncio.sleep(0.01)
        log('took its time')
      })())
      tg.createTask(fail())
    }))
    assertLog('took its time')
  `)

  groupPromise('tasks take the context that is given', `
    const variable = new ContextVar<number>('v', { default: 0 })
    const context = copyContext()
    await using tg = new asyncio.TaskGroup()
    tg.createTask((async () => void variable.set(7))(), { context })
    await rounds(2)
    assertEqual(context.get(variable), 7)
  `)

  groupPromise('eager tasks of a group: a failure that happens at once is raised at the end of the block', `
    asyncio.getRunningLoop().setTaskFactory(asyncio.eagerTaskFactory)
    const error = await assertRaisesAsync(ExceptionGroup, inGroup(async (tg) => {
      const task = tg.createTask((async () => {
        throw new ValueError('at once')
      })())
      assertTrue(task.done())
      log('the block goes on')
    }))
    assertEqual(error.exceptions[0].message, 'at once')
    assertLog('the block goes on')
  `)

  groupPromise('a timeout around a group cancels its tasks', `
    await assertRaisesAsync(TimeoutError, (async () => {
      await using _ = asyncio.timeout(0.01)
      await using tg = new asyncio.TaskGroup()
      tg.createTask(victim('v'))
    })())
    assertLog('v cancelled')
  `)
})

describe('exceptionGroup', () => {
  groupPromise('a BaseExceptionGroup of Exceptions only is an ExceptionGroup', `
    const group = new BaseExceptionGroup('m', [new ValueError('v'), new TypeError('t')])
    assertTrue(group instanceof ExceptionGroup && group instanceof BaseExceptionGroup && group instanceof Exception)
    assertEqual(group.name, 'ExceptionGroup')
    const base = new BaseExceptionGroup('m', [new asyncio.CancelledError()])
    assertFalse(base instanceof ExceptionGroup || base instanceof Exception)
    assertRaises(TypeError, () => new ExceptionGroup('m', [new asyncio.CancelledError()]), 'Cannot nest BaseExceptions in an ExceptionGroup')
    assertRaises(ValueError, () => new ExceptionGroup('m', []), 'second argument (exceptions) must be a non-empty sequence')
    assertRaises(ValueError, () => new ExceptionGroup('m', [1 as never]), 'Item 0 of second argument (exceptions) is not an exception')
  `)

  groupPromise('split and subgroup go by class, classes or predicate, and keep the nesting', `
    const group = new ExceptionGroup('g', [new ValueError('1'), new ExceptionGroup('inner', [new TypeError('2'), new ValueError('3')])])
    const [match, rest] = group.split(ValueError)
    assertEqual(repr(match), "ExceptionGroup('g', [ValueError('1'), ExceptionGroup('inner', [ValueError('3')])])")
    assertEqual(repr(rest), "ExceptionGroup('g', [ExceptionGroup('inner', [TypeError('2')])])")
    assertEqual(group.subgroup([TypeError, RuntimeError])!.exceptions.length, 1)
    assertEqual(group.subgroup(error => error.message === 'none'), null)
    assertTrue(group.subgroup(ExceptionGroup) === group)
    assertRaises(TypeError, () => group.split(1 as never), /expected an exception type/)
  `)
})
