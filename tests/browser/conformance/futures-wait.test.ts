import { describe } from 'vitest'
import { heading } from './futures-heading'
import { promise } from './promise'

describe('concurrent.futures.wait', () => {
  promise('it waits for all futures by default', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const futures = [pool.submit(sleep, 0.05), pool.submit(fail, 'x'), pool.submit(mul, 2, 3), notified(), successful()]
  const { done, notDone } = wait(futures)
  assertEqual([done.size, notDone.size], [5, 0])
  assertTrue(futures.every(future => done.has(future)))
}`)

  promise('a future that is given twice counts once', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(sleep, 0.05)
  const { done, notDone } = wait([future, future], { returnWhen: ALL_COMPLETED })
  assertEqual([done.size, notDone.size], [1, 0])
}`)

  promise('FIRST_COMPLETED: it returns when any is done', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 2 })
  const futures = [cancelled(), pool.submit(stay), pool.submit(mul, 21, 2)]
  const { done, notDone } = wait(futures, { returnWhen: FIRST_COMPLETED })
  assertTrue(done.has(futures[2]!) && done.size === 1)
  assertTrue(notDone.has(futures[0]!) && notDone.has(futures[1]!) && notDone.size === 2)
  const already = wait([futures[1]!, notified(), successful()], { returnWhen: FIRST_COMPLETED })
  assertEqual([already.done.size, already.notDone.size], [2, 1])
  leave.set()
}`)

  promise('FIRST_EXCEPTION: it returns when any has an exception', `${heading}
function failLater() {
  time.sleep(0.1)
  throw new ValueError('later')
}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 3 })
  const futures: Future<unknown>[] = [pool.submit(mul, 2, 21), pool.submit(failLater), pool.submit(stay)]
  const { done, notDone } = wait(futures, { returnWhen: FIRST_EXCEPTION })
  assertTrue(done.has(futures[0]!) && done.has(futures[1]!) && notDone.has(futures[2]!))
  const already = wait([failed(), futures[2]!], { returnWhen: FIRST_EXCEPTION })
  assertEqual([already.done.size, already.notDone.size], [1, 1])
  leave.set()
  assertEqual(wait([futures[2]!, successful()], { returnWhen: FIRST_EXCEPTION }).notDone.size, 0)
}`)

  promise('with a timeout it returns what is done then', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(stay)
  const seconds = elapsed(() => {
    const { done, notDone } = wait([notified(), failed(), successful(), future], { timeout: 0.1 })
    assertEqual([done.size, notDone.size], [3, 1])
  })
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
  leave.set()
  assertRaises(ValueError, () => wait([future], { returnWhen: 'SOME' as never }), 'Invalid return condition: \\'SOME\\'')
}`)

  promise('it is notified of many futures that are done at the same moment', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 8 })
  const futures = range(100).map(() => pool.submit(stay))
  waitUntil(() => count.value === 8)
  leave.set()
  assertEqual(wait(futures).done.size, 100)
}`)
})

describe('concurrent.futures.asCompleted', () => {
  promise('it gives futures as they are done', `${heading}
function finish(futures: Future<unknown>[]) {
  for (const [turn, index] of [1, 2, 0].entries()) {
    waitUntil(() => count.value === turn)
    futures[index]!.setResult(index)
  }
}
export function main() {
  const already = [notified(), failed(), successful()]
  const futures = [pending(), pending(), pending()]
  const results: unknown[] = []
  const threads = startThreads(1, finish, futures)
  for (const future of asCompleted([...already, ...futures])) {
    if (already.includes(future)) {
      results.push('already')
      continue
    }
    results.push(future.result())
    count.value += 1
  }
  assertEqual(results.filter(result => result !== 'already'), [1, 2, 0])
  assertEqual(results.length, 6)
  joinThreads(threads)
}`)

  promise('a future that is given twice comes once', `${heading}
export function main() {
  using pool = new ThreadPoolExecutor()
  const future = pool.submit(sleep, 0.05)
  assertEqual([...asCompleted([future, future, future])].length, 1)
}`)

  promise('when the time is over it raises TimeoutError with how many are not done', `${heading}
export function main() {
  const futures = [notified(), pending(), running(), successful()]
  const seen: unknown[] = []
  assertRaises(TimeoutError, () => {
    for (const future of asCompleted(futures, { timeout: 0 }))
      seen.push(future)
  }, '2 (of 4) futures unfinished')
  assertEqual(seen.length, 2)
  const seconds = elapsed(() => assertRaises(TimeoutError, () => [...asCompleted(futures, { timeout: 0.1 })]))
  assertTrue(seconds >= 0.09 && seconds < 30, String(seconds))
}`)

  promise('it can be left early', `${heading}
export function main() {
  const [a, b] = [successful(), pending()]
  for (const future of asCompleted([a!, b!])) {
    assertTrue(future === a)
    break
  }
  b!.setResult(1)
  assertEqual([...asCompleted([a!, b!])].length, 2)
}`)
})
