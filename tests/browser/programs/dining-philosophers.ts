import { print, range, sum } from 'builtins'
import * as shared from 'shared'
import { Lock, Semaphore, Thread } from 'threading'
import { sleep } from 'time'

const SEATS = 5
const MEALS = 3

const forks = range(SEATS).map(() => new Lock())
const waiter = new Semaphore({ value: SEATS - 1 })
const meals = shared.array(SEATS)

function eat(n: number) {
  print(`philosopher ${n} eats`)
  sleep(0.01)
  meals[n] += 1
}

function withWaiter(n: number) {
  const left = forks[n]
  const right = forks[(n + 1) % SEATS]
  for (let meal = 0; meal < MEALS; meal++) {
    sleep(0.005)
    // At most four sit down, so one of them gets two forks.
    using _waiter = waiter.hold()
    using _left = left.hold()
    using _right = right.hold()
    eat(n)
  }
}

function asymmetric(n: number) {
  const left = forks[n]
  const right = forks[(n + 1) % SEATS]
  // The last one begins at the other side: no circle of waiting.
  const [first, second] = n === SEATS - 1 ? [right, left] : [left, right]
  for (let meal = 0; meal < MEALS; meal++) {
    sleep(0.005)
    using _first = first.hold()
    sleep(0.001)
    using _second = second.hold()
    eat(n)
  }
}

function dinner(title: string, philosopher: (n: number) => void) {
  print(`-- ${title}`)
  const threads = range(SEATS).map(n => new Thread({ target: philosopher, args: [n] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('meals so far', [...meals])
}

export function main() {
  dinner('with a waiter', withWaiter)
  dinner('asymmetric', asymmetric)
  const total = sum(meals)
  print(`meals ${total}:`, total === 2 * SEATS * MEALS)
}
