import { describe } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'

describe('asyncio.Lock', () => {
  asyncPromise('at most one task holds it; those that wait get it in their order', `
    const lock = new asyncio.Lock()
    const work = async (name: string) => {
      await using _ = lock
      log(name + ' in')
      await asyncio.sleep(0)
      log(name + ' out')
    }
    await asyncio.gather(work('a'), work('b'), work('c'))
    assertLog('a in', 'a out', 'b in', 'b out', 'c in', 'c out')
    assertFalse(lock.locked())
  `)

  asyncPromise('acquire gives true, locked says whether it is held, release releases it', `
    const lock = new asyncio.Lock()
    assertFalse(lock.locked())
    assertEqual(await lock.acquire(), true)
    assertTrue(lock.locked())
    lock.release()
    assertFalse(lock.locked())
  `)

  asyncPromise('release of a lock that is not held is a RuntimeError', `
    assertRaises(RuntimeError, () => new asyncio.Lock().release(), 'Lock is not acquired.')
  `)

  asyncPromise('the block releases it when it raises; hold() reads as with threads', `
    const lock = new asyncio.Lock()
    await assertRaisesAsync(ValueError, (async () => {
      await using _ = lock.hold()
      assertTrue(lock.locked())
      throw new ValueError()
    })())
    assertFalse(lock.locked())
  `)

  asyncPromise('toString shows whether it is held and how many tasks wait', `
    const lock = new asyncio.Lock()
    assertEqual(withoutAddress(lock), '<asyncio.locks.Lock object [unlocked]>')
    await lock.acquire()
    assertEqual(withoutAddress(lock), '<asyncio.locks.Lock object [locked]>')
    const waiting = asyncio.createTask(lock.acquire())
    await rounds()
    assertEqual(withoutAddress(lock), '<asyncio.locks.Lock object [locked, waiters:1]>')
    lock.release()
    await waiting
  `)

  asyncPromise('a task cancelled while waiting does not get it, and the next one does', `
    const lock = new asyncio.Lock()
    await lock.acquire()
    const a = asyncio.createTask(lock.acquire())
    const b = asyncio.createTask(lock.acquire())
    await rounds()
    a.cancel()
    lock.release()
    assertEqual(await b, true)
    assertTrue(a.cancelled() && lock.locked())
  `)

  asyncPromise('a task cancelled after being woken hands it on', `
    const lock = new asyncio.Lock()
    await lock.acquire()
    const a = asyncio.createTask(lock.acquire())
    const b = asyncio.createTask(lock.acquire())
    await rounds()
    lock.release()
    a.cancel()
    await rounds(3)
    assertTrue(a.cancelled() && b.done())
    assertTrue(lock.locked())
  `)

  asyncPromise('waiting tasks go before later ones', `
    const lock = new asyncio.Lock()
    await lock.acquire()
    const waiting = asyncio.createTask((async () => {
      await lock.acquire()
      log('waiting')
    })())
    await rounds()
    lock.release()
    const late = asyncio.createTask((async () => {
      await lock.acquire()
      log('late')
    })())
    await waiting
    lock.release()
    await late
    assertLog('waiting', 'late')
  `)

  loopPromise('belongs to the loop that first waits for it', `
    const lock = new asyncio.Lock()
    const both = async () => {
      await lock.acquire()
      await asyncio.wait([asyncio.createTask(lock.acquire())], { timeout: 0.001 })
    }
    asyncio.run(both())
    asyncio.run(assertRaisesAsync(RuntimeError, lock.acquire(), /^<asyncio.locks.Lock object at 0x[0-9a-f]+ \\[locked.*\\]> is bound to a different event loop$/))
  `)
})

describe('asyncio.Event', () => {
  asyncPromise('set wakes all that wait; later tasks do not wait', `
    const event = new asyncio.Event()
    assertFalse(event.isSet())
    const tasks = [1, 2].map(() => asyncio.createTask(event.wait()))
    await rounds()
    assertEqual(withoutAddress(event), '<asyncio.locks.Event object [unset, waiters:2]>')
    event.set()
    event.set()
    assertEqual(await asyncio.gather(...tasks), [true, true])
    assertTrue(event.isSet())
    assertEqual(await event.wait(), true)
    assertEqual(withoutAddress(event), '<asyncio.locks.Event object [set]>')
  `)

  asyncPromise('clear makes it wait again; a set that is cleared at once still wakes', `
    const event = new asyncio.Event()
    const waiting = asyncio.createTask(event.wait())
    await rounds()
    event.set()
    event.clear()
    assertEqual(await waiting, true)
    assertFalse(event.isSet())
    const again = asyncio.createTask(event.wait())
    await rounds(2)
    assertFalse(again.done())
    again.cancel()
    await assertRaisesAsync(asyncio.CancelledError, again)
    event.set()
  `)
})

describe('asyncio.Condition', () => {
  asyncPromise('wait releases the lock and acquires it again when notified', `
    const condition = new asyncio.Condition()
    const consumer = async () => {
      await using _ = condition
      log('waits')
      assertEqual(await condition.wait(), true)
      assertTrue(condition.locked())
      log('goes on')
    }
    const task = asyncio.createTask(consumer())
    await rounds(2)
    assertFalse(condition.locked())
    {
      await using _ = condition
      condition.notify()
      log('notified')
      await rounds(2)
      assertFalse(task.done())
    }
    await task
    assertLog('waits', 'notified', 'goes on')
  `)

  asyncPromise('notify wakes one, or n; notifyAll wakes all', `
    const condition = new asyncio.Condition()
    const consumer = async (name: number) => {
      await using _ = condition
      await condition.wait()
      log(name)
    }
    const tasks = [1, 2, 3, 4, 5].map(n => asyncio.createTask(consumer(n)))
    await rounds(2)
    const notify = async (call: () => void) => {
      {
        await using _ = condition
        call()
      }
      await rounds(6)
    }
    await notify(() => condition.notify())
    assertLog(1)
    await notify(() => condition.notify({ n: 2 }))
    assertLog(2, 3)
    await notify(() => condition.notifyAll())
    assertLog(4, 5)
    await asyncio.gather(...tasks)
  `)

  asyncPromise('waitFor waits until the predicate is true and gives what it gives', `
    const condition = new asyncio.Condition()
    let value = 0
    const consumer = asyncio.createTask((async () => {
      await using _ = condition
      return await condition.waitFor(() => value >= 2 && 'value ' + value)
    })())
    for (const _ of [1, 2]) {
      await rounds(3)
      assertFalse(consumer.done())
      await using __ = condition
      value++
      condition.notify()
    }
    assertEqual(await consumer, 'value 2')
  `)

  asyncPromise('wait and notify without the lock are RuntimeErrors', `
    const condition = new asyncio.Condition()
    await assertRaisesAsync(RuntimeError, condition.wait(), 'cannot wait on un-acquired lock')
    assertRaises(RuntimeError, () => condition.notify(), 'cannot notify on un-acquired lock')
    assertRaises(RuntimeError, () => condition.notifyAll(), 'cannot notify on un-acquired lock')
  `)

  asyncPromise('a task cancelled while waiting holds the lock when CancelledError is raised', `
    const condition = new asyncio.Condition()
    const task = asyncio.createTask((async () => {
      await using _ = condition
      try {
        await condition.wait()
      }
      finally {
        log(condition.locked())
      }
    })())
    await rounds(2)
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    assertLog(true)
    assertFalse(condition.locked())
  `)

  asyncPromise('a task that is notified and cancelled passes the notification on', `
    const condition = new asyncio.Condition()
    const consumer = async (name: string) => {
      await using _ = condition
      await condition.wait()
      log(name)
    }
    const [a, b] = [asyncio.createTask(consumer('a')), asyncio.createTask(consumer('b'))]
    await rounds(2)
    {
      await using _ = condition
      condition.notify()
      a.cancel()
    }
    await assertRaisesAsync(asyncio.CancelledError, a)
    await b
    assertLog('b')
  `)

  asyncPromise('two conditions can share a lock', `
    const lock = new asyncio.Lock()
    const [one, two] = [new asyncio.Condition({ lock }), new asyncio.Condition({ lock })]
    await one.acquire()
    assertTrue(two.locked() && lock.locked())
    two.release()
    assertFalse(one.locked())
    assertEqual(withoutAddress(one), '<asyncio.locks.Condition object [unlocked]>')
  `)
})

describe('asyncio.Semaphore', () => {
  asyncPromise('lets so many in at a time, those that wait in their order', `
    const semaphore = new asyncio.Semaphore({ value: 2 })
    let now = 0, peak = 0
    const work = async (name: string) => {
      await using _ = semaphore
      peak = Math.max(peak, ++now)
      log(name)
      await asyncio.sleep(0)
      now--
    }
    await asyncio.gather(work('a'), work('b'), work('c'), work('d'))
    assertEqual(peak, 2)
    assertLog('a', 'b', 'c', 'd')
  `)

  asyncPromise('locked says whether acquire would wait', `
    const semaphore = new asyncio.Semaphore()
    assertFalse(semaphore.locked())
    assertEqual(withoutAddress(semaphore), '<asyncio.locks.Semaphore object [unlocked, value:1]>')
    assertEqual(await semaphore.acquire(), true)
    assertTrue(semaphore.locked())
    assertEqual(withoutAddress(semaphore), '<asyncio.locks.Semaphore object [locked]>')
    semaphore.release()
    semaphore.release()
    assertEqual(withoutAddress(semaphore), '<asyncio.locks.Semaphore object [unlocked, value:2]>')
  `)

  asyncPromise('a negative value is a ValueError', `
    assertRaises(ValueError, () => new asyncio.Semaphore({ value: -1 }), 'Semaphore initial value must be >= 0')
    assertTrue(new asyncio.Semaphore({ value: 0 }).locked())
  `)

  asyncPromise('a task cancelled after being given a slot gives it back', `
    const semaphore = new asyncio.Semaphore({ value: 0 })
    const [a, b] = [asyncio.createTask(semaphore.acquire()), asyncio.createTask(semaphore.acquire())]
    await rounds()
    semaphore.release()
    a.cancel()
    await rounds(3)
    assertTrue(a.cancelled() && b.done() && !b.cancelled())
  `)

  asyncPromise('later tasks do not pass waiting ones', `
    const semaphore = new asyncio.Semaphore()
    await semaphore.acquire()
    const first = asyncio.createTask((async () => {
      await semaphore.acquire()
      log('first')
    })())
    await rounds()
    semaphore.release()
    assertTrue(semaphore.locked())
    const second = asyncio.createTask((async () => {
      await semaphore.acquire()
      log('second')
    })())
    await first
    semaphore.release()
    await second
    assertLog('first', 'second')
  `)

  asyncPromise('several releases wake several', `
    const semaphore = new asyncio.Semaphore({ value: 0 })
    const tasks = [1, 2, 3].map(() => asyncio.createTask(semaphore.acquire()))
    await rounds()
    semaphore.release()
    semaphore.release()
    await rounds(2)
    assertEqual(tasks.map(task => task.done()), [true, true, false])
    semaphore.release()
    await tasks[2]
  `)
})

describe('asyncio.BoundedSemaphore', () => {
  asyncPromise('a release too many is a ValueError', `
    const semaphore = new asyncio.BoundedSemaphore({ value: 1 })
    await semaphore.acquire()
    semaphore.release()
    assertRaises(ValueError, () => semaphore.release(), 'BoundedSemaphore released too many times')
  `)
})

describe('asyncio.Barrier', () => {
  asyncPromise('all parties go on once the last has come, each with a number of its own', `
    const barrier = new asyncio.Barrier(3)
    const tasks = [1, 2].map(() => asyncio.createTask(barrier.wait()))
    await rounds()
    assertEqual([barrier.parties, barrier.nWaiting, barrier.broken], [3, 2, false])
    assertEqual(withoutAddress(barrier), '<asyncio.locks.Barrier object [filling, waiters:2/3]>')
    const numbers = [await barrier.wait(), ...await asyncio.gather(...tasks)]
    assertEqual(numbers.sort(), [0, 1, 2])
    assertEqual(barrier.nWaiting, 0)
  `)

  asyncPromise('can be used again', `
    const barrier = new asyncio.Barrier(2)
    const work = async (name: string) => {
      for (const round of [1, 2, 3]) {
        await using _ = barrier
        log(name + round)
      }
    }
    await asyncio.gather(work('a'), work('b'))
    assertEqual($log.map(entry => String(entry)[1]), ['1', '1', '2', '2', '3', '3'])
  `)

  asyncPromise('abort breaks it, for those that wait and those that come', `
    const barrier = new asyncio.Barrier(2)
    const waiting = asyncio.createTask(barrier.wait())
    await rounds()
    await barrier.abort()
    await assertRaisesAsync(asyncio.BrokenBarrierError, waiting, 'Abort or reset of barrier')
    assertTrue(barrier.broken)
    await assertRaisesAsync(asyncio.BrokenBarrierError, barrier.wait(), 'Barrier aborted')
    assertEqual(withoutAddress(barrier), '<asyncio.locks.Barrier object [broken]>')
  `)

  asyncPromise('reset raises in those that wait, and mends it', `
    const barrier = new asyncio.Barrier(2)
    const waiting = asyncio.createTask(barrier.wait())
    await rounds()
    await barrier.reset()
    await assertRaisesAsync(asyncio.BrokenBarrierError, waiting)
    assertFalse(barrier.broken)
    await barrier.abort()
    await barrier.reset()
    assertFalse(barrier.broken)
    assertEqual((await asyncio.gather(barrier.wait(), barrier.wait())).sort(), [0, 1])
  `)

  asyncPromise('a task cancelled while waiting makes room', `
    const barrier = new asyncio.Barrier(2)
    const cancelled = asyncio.createTask(barrier.wait())
    await rounds()
    cancelled.cancel()
    await assertRaisesAsync(asyncio.CancelledError, cancelled)
    assertEqual(barrier.nWaiting, 0)
    assertEqual((await asyncio.gather(barrier.wait(), barrier.wait())).sort(), [0, 1])
  `)

  asyncPromise('after a waiting task is cancelled, the others are woken in the same iterations as in CPython 3.13 and 3.14', `
    const scenario = async (action: string, delay: number) => {
      const barrier = new asyncio.Barrier(3)
      let turn = 0
      const heard: string[] = []
      const tick = async () => {
        for (;;) {
          await asyncio.sleep(0)
          turn++
        }
      }
      const party = async (name: string) => {
        let outcome: unknown
        try {
          outcome = await barrier.wait()
        }
        catch (error) {
          outcome = error instanceof asyncio.CancelledError ? 'cancelled' : 'broken'
        }
        heard.push(name + ':' + outcome + '@' + turn)
      }
      const ticker = asyncio.createTask(tick())
      const tasks = ['a', 'b'].map(name => asyncio.createTask(party(name)))
      await rounds(3)
      tasks[0].cancel()
      await rounds(delay)
      if (action === 'reset')
        await barrier.reset()
      else if (action === 'abort')
        await barrier.abort()
      else if (action === 'cancel')
        tasks[1].cancel()
      else
        tasks.push(...['d', 'e'].map(name => asyncio.createTask(party(name))))
      await rounds(12)
      ticker.cancel()
      await asyncio.gather(...tasks, { returnExceptions: true })
      return heard.join(' ')
    }
    const heard: string[] = []
    for (const action of ['reset', 'abort', 'cancel', 'fill']) {
      for (const delay of [0, 1, 2])
        heard.push(await scenario(action, delay))
    }
    assertEqual(heard, [
      'a:cancelled@3 b:broken@3', 'a:cancelled@3 b:broken@4', 'a:cancelled@3 b:broken@5',
      'a:cancelled@3 b:broken@3', 'a:cancelled@3 b:broken@4', 'a:cancelled@3 b:broken@5',
      'a:cancelled@3 b:cancelled@3', 'a:cancelled@3 b:cancelled@4', 'a:cancelled@3 b:cancelled@5',
      'a:cancelled@3 e:2@3 b:1@4 d:1@4', 'a:cancelled@3 e:2@4 b:1@5 d:1@5', 'a:cancelled@3 e:2@5 b:1@6 d:1@6',
    ])
  `)

  asyncPromise('a barrier of none is a ValueError, one of one never waits', `
    assertRaises(ValueError, () => new asyncio.Barrier(0), 'parties must be >= 1')
    assertEqual(await new asyncio.Barrier(1).wait(), 0)
  `)

  asyncPromise('a task that comes while the others leave waits for the next round', `
    const barrier = new asyncio.Barrier(2)
    const tasks = [1, 2, 3].map(n => asyncio.createTask((async () => {
      await barrier.wait()
      log(n)
    })()))
    await rounds(4)
    assertLog(2, 1)
    await barrier.wait()
    await tasks[2]
    assertLog(3)
  `)
})
