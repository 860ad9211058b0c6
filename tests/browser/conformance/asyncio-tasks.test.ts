import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

describe('asyncio.Task', () => {
  asyncPromise('createTask schedules: tasks start in the order of their making, after the current one has let go', `
    const work = async (x: string) => void log(x)
    const a = asyncio.createTask(work('a'))
    const b = asyncio.createTask(work('b'))
    log('main')
    await a
    await b
    assertLog('main', 'a', 'b')
  `)

  asyncPromise('awaiting a task gives its result, as does result() afterwards', `
    const task = asyncio.createTask((async () => 42)())
    assertRaises(asyncio.InvalidStateError, () => task.result(), 'Result is not set.')
    assertRaises(asyncio.InvalidStateError, () => task.exception(), 'Exception is not set.')
    assertFalse(task.done())
    assertEqual(await task, 42)
    assertTrue(task.done())
    assertEqual(task.result(), 42)
    assertEqual(task.exception(), null)
    assertFalse(task.cancelled())
  `)

  asyncPromise('awaiting a task raises its exception, and exception() gives it', `
    const task = asyncio.createTask((async () => {
      throw new ValueError('no')
    })())
    const error = await assertRaisesAsync(ValueError, task, 'no')
    assertTrue(task.exception() === error)
    assertRaises(ValueError, () => task.result())
    assertFalse(task.cancelled())
  `)

  asyncPromise('a task can be awaited by several others, and again when it is done', `
    const task = asyncio.createTask(asyncio.sleep(0.01, { result: 'r' }))
    const ask = async () => await task
    assertEqual(await asyncio.gather(ask(), ask(), task), ['r', 'r', 'r'])
    assertEqual(await task, 'r')
  `)

  asyncPromise('what is no coroutine is a TypeError', `
    assertRaises(TypeError, () => asyncio.createTask(42 as never), /a coroutine was expected, got 42/)
    assertRaises(TypeError, () => asyncio.createTask((() => 1) as never), /a coroutine was expected/)
    const future = asyncio.getRunningLoop().createFuture()
    assertRaises(TypeError, () => asyncio.createTask(future), /a coroutine was expected, got <Future pending>/)
  `)

  loopPromise('createTask without a running loop is a RuntimeError', `
    const coro = asyncio.sleep(0)
    assertRaises(RuntimeError, () => asyncio.createTask(coro), 'no running event loop')
    coro.close()
  `)

  asyncPromise('names: Task-N by default, or as given, or set later', `
    const work = async () => {}
    const plain = asyncio.createTask(work())
    const next = asyncio.createTask(work())
    const number = Number(/^Task-(\\d+)$/.exec(plain.getName())![1])
    assertEqual(next.getName(), \`Task-\${number + 1}\`)
    const named = asyncio.createTask(work(), { name: 'mine' })
    assertEqual(named.getName(), 'mine')
    named.setName(7)
    assertEqual(named.getName(), '7')
    assertEqual(asyncio.createTask(work(), { name: 123 as never }).getName(), '123')
    assertEqual(asyncio.currentTask()!.getName(), 'Task-1')
  `)

  asyncPromise('getCoro gives the coroutine, getLoop the loop', `
    const coro = asyncio.sleep(0)
    const task = asyncio.createTask(coro)
    assertTrue(task.getCoro() === coro)
    assertTrue(task.getLoop() === asyncio.getRunningLoop())
    await task
  `)

  asyncPromise('setResult and setException are not for tasks', `
    const task = asyncio.createTask(asyncio.sleep(0))
    assertRaises(RuntimeError, () => task.setResult(undefined as never), 'Task does not support set_result operation')
    assertRaises(RuntimeError, () => task.setException(new ValueError()), 'Task does not support set_exception operation')
    await task
  `)

  asyncPromise('currentTask is the running one, and null in a callback', `
    const seen: unknown[] = []
    const work = async () => asyncio.currentTask()
    const task = asyncio.createTask(work())
    assertTrue(await task === task)
    asyncio.getRunningLoop().callSoon(() => seen.push(asyncio.currentTask()))
    await rounds(2)
    assertEqual(seen, [null])
    assertTrue(asyncio.currentTask({ loop: asyncio.getRunningLoop() }) === asyncio.currentTask())
  `)

  asyncPromise('allTasks gives those that are not done', `
    const me = asyncio.currentTask()!
    assertEqual(asyncio.allTasks().size, 1)
    const task = asyncio.createTask(asyncio.sleep(0))
    assertTrue(asyncio.allTasks().has(task) && asyncio.allTasks().has(me))
    await task
    assertFalse(asyncio.allTasks().has(task))
  `)

  loopPromise('currentTask and allTasks need a running loop, or one that is given', `
    assertRaises(RuntimeError, () => asyncio.currentTask(), 'no running event loop')
    assertRaises(RuntimeError, () => asyncio.allTasks(), 'no running event loop')
    const loop = asyncio.newEventLoop()
    assertEqual(asyncio.currentTask({ loop }), null)
    assertEqual(asyncio.allTasks({ loop }).size, 0)
    loop.close()
  `)

  asyncPromise('toString shows state, name, coroutine, what it waits for, and the result', `
    const future = asyncio.getRunningLoop().createFuture()
    const wait = async () => await future
    const task = asyncio.createTask(wait(), { name: 'T' })
    assertTrue(/^<Task pending name='T' coro=<wait\\(\\) running at line \\d+>>$/.test(String(task)), String(task))
    await rounds()
    assertTrue(/^<Task pending name='T' coro=<wait\\(\\) running at line \\d+> wait_for=<Future pending cb=\\[Task\\.task_wakeup\\(\\)\\]>>$/.test(String(task)), String(task))
    task.cancel()
    assertTrue(String(task).startsWith("<Task cancelling name='T'"), String(task))
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertTrue(String(task).startsWith("<Task cancelled name='T' coro=<wait() done>"), String(task))
    const done = asyncio.createTask(asyncio.sleep(0, { result: 'x' }), { name: 'D' })
    await done
    assertEqual(String(done), "<Task finished name='D' coro=<sleep() done> result='x'>")
  `)

  asyncPromise('awaiting itself is a RuntimeError', `
    const task: asyncio.Task<void> = asyncio.createTask((async () => {
      await asyncio.sleep(0)
      await task
    })())
    await assertRaisesAsync(RuntimeError, task, /^Task cannot await on itself: <Task/)
  `)

  loopPromise('awaiting a future of another loop is a RuntimeError', `
    const other = asyncio.newEventLoop()
    const future = other.createFuture()
    asyncio.run(assertRaisesAsync(RuntimeError, (async () => await future)(), /got Future <Future pending> attached to a different loop/))
    other.close()
  `)

  asyncPromise('a coroutine can be awaited once', `
    const coro = asyncio.sleep(0)
    await coro
    await assertRaisesAsync(RuntimeError, coro, 'cannot reuse already awaited coroutine')
    const waiting = asyncio.sleep(10)
    const task = asyncio.createTask(waiting)
    await rounds()
    await assertRaisesAsync(RuntimeError, waiting, 'coroutine is being awaited already')
    task.cancel()
  `)

  asyncPromise('each task runs in a copy of the context in which it was made', `
    const variable = new ContextVar<number>('v', { default: 0 })
    variable.set(1)
    const child = async () => {
      const before = variable.get()
      variable.set(2)
      await asyncio.sleep(0)
      return [before, variable.get()]
    }
    const task = asyncio.createTask(child())
    variable.set(3)
    assertEqual(await task, [1, 2])
    assertEqual(variable.get(), 3)
  `)

  asyncPromise('or in the context that is given', `
    const variable = new ContextVar<number>('v', { default: 0 })
    const context = copyContext()
    context.run(() => variable.set(5))
    const child = async () => {
      variable.set(variable.get() + 1)
    }
    const task = asyncio.createTask(child(), { context })
    assertTrue(task.getContext() === context)
    await task
    assertEqual(context.get(variable), 6)
    assertEqual(variable.get(), 0)
  `)

  asyncPromise('done callbacks are called soon, with the task, in their order', `
    const task = asyncio.createTask(asyncio.sleep(0))
    task.addDoneCallback(done => log('first', done === task))
    task.addDoneCallback(() => log('second'))
    await task
    await rounds()
    assertLog(['first', true], 'second')
    task.addDoneCallback(() => log('late'))
    assertLog()
    await rounds()
    assertLog('late')
  `)

  asyncPromise('an exception in a done callback is reported, and the others are called', `
    const task = asyncio.createTask(asyncio.sleep(0))
    task.addDoneCallback(function broken() {
      throw new ValueError('in a callback')
    })
    task.addDoneCallback(() => print('called'))
    await task
    await rounds()
  `, {
    check({ lines, problems }) {
      expect(lines).toEqual(['called'])
      expect(problems).toMatchObject([{ severity: 'error', type: 'ValueError', message: 'in a callback', hint: expect.stringMatching(/^Exception in callback broken\(<Task finished/) }])
    },
  })

  asyncPromise('many tasks run in turn', `
    const turn = async (name: string) => {
      for (let i = 0; i < 3; i++) {
        log(name + i)
        await asyncio.sleep(0)
      }
    }
    await asyncio.gather(turn('a'), turn('b'), turn('c'))
    assertLog('a0', 'b0', 'c0', 'a1', 'b1', 'c1', 'a2', 'b2', 'c2')
  `)
})

describe('coroutines', () => {
  asyncPromise('iscoroutine recognizes coroutines; close ends one, running its finally blocks', `
    const work = async () => {
      try {
        await asyncio.sleep(10)
      }
      finally {
        log('closed')
      }
    }
    const coro = work() as any
    assertTrue(asyncio.iscoroutine(coro))
    assertFalse(asyncio.iscoroutine(work) || asyncio.iscoroutine(asyncio.getRunningLoop().createFuture()))
    coro.next()
    coro.close()
    assertLog('closed')
    assertRaises(RuntimeError, () => coro.next(), 'cannot reuse already awaited coroutine')
    const never = work() as any
    never.close()
    assertLog()
  `)

  asyncPromise('one that was never awaited is warned about', `
    const lost = asyncio.sleep(1)
    void lost
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ severity: 'warning', type: 'RuntimeWarning', message: 'coroutine \'sleep\' was never awaited' }])
    },
  })
})

describe('tasks without references', () => {
  asyncPromise('the exception of a task without references is reported when it ends', `
    asyncio.createTask(fail(), { name: 'forgotten' })
    await asyncio.sleep(0.01)
    print('later')
  `, {
    top: 'async function fail() { throw new ValueError("lost") }',
    check({ lines, problems, summary }) {
      expect(lines).toEqual(['later'])
      expect(problems).toMatchObject([{ severity: 'error', origin: 'task', type: 'ValueError', message: 'lost', where: 'forgotten', hint: 'Task exception was never retrieved' }])
      expect(summary.outcome).toBe('finished')
    },
  })

  asyncPromise('the exception of a task that was never awaited is reported when the loop ends', `
    const task = asyncio.createTask(fail())
    await asyncio.sleep(0.01)
    assertTrue(task.done())
  `, {
    top: 'async function fail() { throw new ValueError("lost") }',
    check({ problems }) {
      expect(problems).toMatchObject([{ type: 'ValueError', hint: 'Task exception was never retrieved' }])
    },
  })

  asyncPromise('one whose exception was asked for is not', `
    const task = asyncio.createTask(fail())
    await asyncio.wait([task])
    assertEqual(task.exception()!.message, 'lost')
  `, { top: 'async function fail() { throw new ValueError("lost") }' })

  loopPromise('a task that is pending when its loop is closed is warned about', `
    const loop = asyncio.newEventLoop()
    loop.createTask(asyncio.sleep(10), { name: 'unfinished' })
    loop.runUntilComplete(asyncio.sleep(0))
    loop.close()
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ severity: 'warning', where: 'unfinished', message: expect.stringMatching(/^Task was destroyed but it is pending!\ntask: <Task pending name='unfinished'/) }])
    },
  })

  loopPromise('so is one of a loop that is never closed, when the program ends', `
    const loop = asyncio.newEventLoop()
    loop.createTask(asyncio.sleep(10), { name: 'unfinished' })
    loop.runUntilComplete(asyncio.sleep(0))
  `, {
    check({ problems }) {
      expect(problems).toMatchObject([{ message: expect.stringMatching(/^Task was destroyed but it is pending!/) }])
    },
  })
})

describe('eager tasks', () => {
  asyncPromise('eagerTaskFactory runs a task at once to where it first has to wait', `
    const loop = asyncio.getRunningLoop()
    loop.setTaskFactory(asyncio.eagerTaskFactory)
    assertTrue(loop.getTaskFactory() === asyncio.eagerTaskFactory)
    const work = async (x: string) => {
      log(x, asyncio.currentTask()!.getName())
      await asyncio.sleep(0)
      log(x + ' end')
    }
    const me = asyncio.currentTask()
    const task = asyncio.createTask(work('a'), { name: 'A' })
    log('main')
    assertTrue(asyncio.currentTask() === me)
    assertTrue(asyncio.allTasks().has(task))
    await task
    assertLog(['a', 'A'], 'main', 'a end')
    loop.setTaskFactory(null)
    assertEqual(loop.getTaskFactory(), null)
  `)

  asyncPromise('one that never waits is done when it is made', `
    const task = asyncio.createTask((async () => 1)(), { eagerStart: true })
    assertTrue(task.done())
    assertEqual(await task, 1)
    assertFalse(asyncio.allTasks().has(task))
    const failed = asyncio.createTask((async () => { throw new ValueError('at once') })(), { eagerStart: true })
    assertTrue(failed.done())
    assertEqual(failed.exception()!.message, 'at once')
  `)

  asyncPromise('gather of eager tasks that are done is done', `
    asyncio.getRunningLoop().setTaskFactory(asyncio.eagerTaskFactory)
    const value = async (x: number) => x
    const all = asyncio.gather(value(1), value(2))
    assertTrue(all.done())
    assertEqual(all.result(), [1, 2])
  `)

  asyncPromise('runs in a copy of the context, and a nested eager task too', `
    const variable = new ContextVar<string>('v', { default: 'none' })
    const inner = async () => {
      variable.set('inner')
    }
    const outer = async () => {
      variable.set('outer')
      await asyncio.createTask(inner(), { eagerStart: true })
      return variable.get()
    }
    assertEqual(await asyncio.createTask(outer(), { eagerStart: true }), 'outer')
    assertEqual(variable.get(), 'none')
  `)

  asyncPromise('createEagerTaskFactory makes tasks of a class', `
    class MyTask<T> extends asyncio.Task<T> {}
    const loop = asyncio.getRunningLoop()
    loop.setTaskFactory(asyncio.createEagerTaskFactory(MyTask as never))
    const task = asyncio.createTask((async () => 'x')(), { name: 'n' })
    assertTrue(task instanceof MyTask && task.done())
    assertEqual(task.getName(), 'n')
  `)

  asyncPromise('a task factory is called with the loop, the coroutine and the options', `
    const loop = asyncio.getRunningLoop()
    loop.setTaskFactory((given, coro, options) => {
      log(given === loop, options.name)
      return new asyncio.Task(coro, { ...options, loop: given })
    })
    assertEqual(await asyncio.createTask(asyncio.sleep(0, { result: 1 }), { name: 'made' }), 1)
    assertLog([true, 'made'])
    assertRaises(TypeError, () => loop.setTaskFactory(1 as never), 'task factory must be a callable or None')
  `)
})

describe('asyncio.sleep', () => {
  asyncPromise('gives its result after at least the delay', `
    const start = time.perfCounter()
    assertEqual(await asyncio.sleep(0.05, { result: 'slept' }), 'slept')
    assertTrue(time.perfCounter() - start >= 0.049)
    assertEqual(await asyncio.sleep(0.001), undefined)
  `)

  asyncPromise('0 or less lets each other task run once', `
    asyncio.createTask((async () => void log('other'))())
    assertEqual(await asyncio.sleep(0, { result: 1 }), 1)
    assertLog('other')
    asyncio.createTask((async () => void log('again'))())
    assertEqual(await asyncio.sleep(-1, { result: 2 }), 2)
    assertLog('again')
  `)

  asyncPromise('NaN is a ValueError, what is no number a TypeError', `
    await assertRaisesAsync(ValueError, asyncio.sleep(Number.NaN), 'Invalid delay: NaN (not a number)')
    await assertRaisesAsync(TypeError, asyncio.sleep('1' as never), /not supported between instances/)
  `)

  asyncPromise('sleepers wake in the order of their times, those of the same time in the order in which they fell asleep', `
    const sleeper = async (name: string, delay: number) => {
      await asyncio.sleep(delay)
      log(name)
    }
    await asyncio.gather(sleeper('c', 0.03), sleeper('a1', 0.01), sleeper('b', 0.02), sleeper('a2', 0.01), sleeper('a3', 0.01))
    assertLog('a1', 'a2', 'a3', 'b', 'c')
  `)
})
