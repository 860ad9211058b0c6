import { describe } from 'vitest'
import { asyncPromise } from './asyncio-promise'

describe('asyncio.Queue', () => {
  asyncPromise('the first item put is the first got', `
    const queue = new asyncio.Queue<number>()
    for (const item of [1, 2, 3])
      await queue.put(item)
    assertEqual([queue.qsize(), queue.empty(), queue.full(), queue.maxsize], [3, false, false, 0])
    assertEqual([await queue.get(), queue.getNowait(), await queue.get()], [1, 2, 3])
    assertTrue(queue.empty())
  `)

  asyncPromise('get waits for an item; those that wait get them in their order', `
    const queue = new asyncio.Queue<string>()
    const getter = async (name: string) => log(name, await queue.get())
    const tasks = [asyncio.createTask(getter('a')), asyncio.createTask(getter('b'))]
    await rounds()
    queue.putNowait('x')
    queue.putNowait('y')
    await asyncio.gather(...tasks)
    assertLog(['a', 'x'], ['b', 'y'])
  `)

  asyncPromise('put waits for room', `
    const queue = new asyncio.Queue<number>({ maxsize: 1 })
    await queue.put(1)
    assertTrue(queue.full())
    const putting = asyncio.createTask(queue.put(2))
    await rounds()
    assertFalse(putting.done())
    assertEqual(await queue.get(), 1)
    await putting
    assertEqual(queue.getNowait(), 2)
  `)

  asyncPromise('putNowait and getNowait do not wait', `
    const queue = new asyncio.Queue<number>({ maxsize: 1 })
    assertRaises(asyncio.QueueEmpty, () => queue.getNowait())
    queue.putNowait(1)
    assertRaises(asyncio.QueueFull, () => queue.putNowait(2))
  `)

  asyncPromise('a task cancelled while waiting does not take an item', `
    const queue = new asyncio.Queue<number>()
    const [a, b] = [asyncio.createTask(queue.get()), asyncio.createTask(queue.get())]
    await rounds()
    queue.putNowait(1)
    a.cancel()
    await assertRaisesAsync(asyncio.CancelledError, a)
    assertEqual(await b, 1)
  `)

  asyncPromise('a task cancelled while putting does not take the room', `
    const queue = new asyncio.Queue<number>({ maxsize: 1 })
    await queue.put(0)
    const [a, b] = [asyncio.createTask(queue.put(1)), asyncio.createTask(queue.put(2))]
    await rounds()
    queue.getNowait()
    a.cancel()
    await assertRaisesAsync(asyncio.CancelledError, a)
    await b
    assertEqual(queue.getNowait(), 2)
  `)

  asyncPromise('join waits until each item that was put is done', `
    const queue = new asyncio.Queue<number>()
    await queue.join()
    queue.putNowait(1)
    queue.putNowait(2)
    const joining = asyncio.createTask(queue.join())
    await queue.get()
    queue.taskDone()
    await rounds(2)
    assertFalse(joining.done())
    await queue.get()
    queue.taskDone()
    await joining
    assertRaises(ValueError, () => queue.taskDone(), 'task_done() called too many times')
  `)

  asyncPromise('toString shows its items and waiting tasks', `
    const queue = new asyncio.Queue<number>({ maxsize: 2 })
    assertEqual(withoutAddress(queue), '<Queue maxsize=2>')
    const getting = asyncio.createTask(queue.get())
    await rounds()
    assertEqual(withoutAddress(queue), '<Queue maxsize=2 _getters[1]>')
    queue.putNowait(7)
    queue.putNowait(8)
    assertEqual(withoutAddress(queue), '<Queue maxsize=2 _queue=[7, 8] tasks=2>')
    assertEqual(await getting, 7)
  `)

  asyncPromise('shutdown: what is in it can still be got, nothing can be put', `
    const queue = new asyncio.Queue<number>()
    queue.putNowait(1)
    queue.shutdown()
    await assertRaisesAsync(asyncio.QueueShutDown, queue.put(2))
    assertRaises(asyncio.QueueShutDown, () => queue.putNowait(2))
    assertEqual(await queue.get(), 1)
    await assertRaisesAsync(asyncio.QueueShutDown, queue.get())
    assertRaises(asyncio.QueueShutDown, () => queue.getNowait())
    assertTrue(String(queue).endsWith('shutdown>'), String(queue))
    const joining = asyncio.createTask(queue.join())
    await rounds()
    assertFalse(joining.done())
    queue.taskDone()
    await joining
  `)

  asyncPromise('shutdown wakes those that wait', `
    const empty = new asyncio.Queue<number>()
    const full = new asyncio.Queue<number>({ maxsize: 1 })
    full.putNowait(1)
    const [getting, putting] = [asyncio.createTask(empty.get()), asyncio.createTask(full.put(2))]
    await rounds()
    empty.shutdown()
    full.shutdown()
    await assertRaisesAsync(asyncio.QueueShutDown, getting)
    await assertRaisesAsync(asyncio.QueueShutDown, putting)
  `)

  asyncPromise('shutdown with immediate drops what is in it, and join returns', `
    const queue = new asyncio.Queue<number>()
    queue.putNowait(1)
    queue.putNowait(2)
    const joining = asyncio.createTask(queue.join())
    await rounds()
    queue.shutdown({ immediate: true })
    await joining
    assertEqual(queue.qsize(), 0)
    await assertRaisesAsync(asyncio.QueueShutDown, queue.get())
  `)

  asyncPromise('producers and consumers: every item once, in order', `
    const queue = new asyncio.Queue<number>({ maxsize: 3 })
    const got: number[] = []
    const consumer = async () => {
      for (;;) {
        got.push(await queue.get())
        queue.taskDone()
      }
    }
    const workers = [1, 2].map(() => asyncio.createTask(consumer()))
    for (let i = 0; i < 50; i++)
      await queue.put(i)
    await queue.join()
    for (const worker of workers)
      worker.cancel()
    assertEqual(got, Array.from({ length: 50 }, (_, i) => i))
  `)
})

describe('asyncio.PriorityQueue', () => {
  asyncPromise('the least item comes first', `
    const queue = new asyncio.PriorityQueue<number>()
    for (const item of [3, 1, 2])
      queue.putNowait(item)
    assertEqual([queue.getNowait(), queue.getNowait(), queue.getNowait()], [1, 2, 3])
  `)

  asyncPromise('arrays are compared as Python compares tuples', `
    const queue = new asyncio.PriorityQueue<[number, string]>()
    for (const item of [[2, 'a'], [1, 'z'], [1, 'b']] as [number, string][])
      await queue.put(item)
    assertEqual([await queue.get(), await queue.get(), await queue.get()], [[1, 'b'], [1, 'z'], [2, 'a']])
    assertRaises(TypeError, () => {
      queue.putNowait([1, { a: 1 } as never])
      queue.putNowait([1, { a: 2 } as never])
    }, /'<' not supported between instances of/)
  `)
})

describe('asyncio.LifoQueue', () => {
  asyncPromise('the last item put comes first', `
    const queue = new asyncio.LifoQueue<number>()
    for (const item of [1, 2, 3])
      queue.putNowait(item)
    assertEqual([queue.getNowait(), queue.getNowait(), queue.getNowait()], [3, 2, 1])
    assertEqual(queue.qsize(), 0)
  `)
})
