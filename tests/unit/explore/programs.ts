import type { Body, Machine, ModelThread, Program } from './model'
import { Fail } from './model'

function thread(name: string, body: (machine: Machine) => Body): ModelThread {
  return { name, body }
}

/** Two threads that add 1 to a counter so many times each, with or without a lock; the main thread prints the sum. */
export function counter(times: number, lock?: string): Program {
  function* add(m: Machine): Body {
    for (let i = 0; i < times; i++) {
      if (lock)
        yield* m.acquire(lock, 9)
      yield* m.add('counter', 1, 10)
      if (lock)
        yield* m.release(lock, 11)
    }
  }
  return {
    main: true,
    threads: [thread('Thread-1', add), thread('Thread-2', add)],
    * last(m) {
      yield* m.print(yield* m.read('counter', 20), 20)
    },
  }
}

/** Philosophers at a round table, who each take two forks; ordered, they take the one with the lower number first. */
export function philosophers(names: readonly string[], ordered = false): Program {
  return {
    threads: names.map((name, i) => thread(name, function* (m) {
      const right = (i + 1) % names.length
      const [first, second] = ordered && right < i ? [right, i] : [i, right]
      yield* m.acquire(`lock#${first}`, 5)
      yield* m.acquire(`lock#${second}`, 6)
      yield* m.release(`lock#${second}`, 7)
      yield* m.release(`lock#${first}`, 8)
    })),
  }
}

/** Two threads that enter a critical section once each, by Peterson's algorithm; swapped, each sets the turn before its flag. */
export function peterson(swapped: boolean): Program {
  return {
    threads: [0, 1].map(me => thread(`Thread-${me + 1}`, function* (m) {
      const other = 1 - me
      if (swapped) {
        yield* m.write('turn', other, 3)
        yield* m.write(`flag${me}`, 1, 4)
      }
      else {
        yield* m.write(`flag${me}`, 1, 3)
        yield* m.write('turn', other, 4)
      }
      while ((yield* m.read(`flag${other}`, 5)) === 1 && (yield* m.read('turn', 5)) === other)
        ;
      if ((yield* m.update('inside', 1, 6)) === 2)
        throw new Fail('AssertionError: both are in', 6)
      yield* m.update('inside', -1, 7)
      yield* m.write(`flag${me}`, 0, 8)
    })),
  }
}

/** A buffer for one item, two consumers and a producer of two items, with a condition whose wait an `if` or a `while` stands around. */
export function boundedBuffer(check: 'if' | 'while'): Program {
  function* consume(m: Machine): Body {
    yield* m.acquire('lock#1', 3)
    let count = yield* m.read('items', 4)
    while (count === 0) {
      yield* m.wait('condition#1', 'lock#1', 5)
      if (check === 'if')
        break
      count = yield* m.read('items', 4)
    }
    if ((yield* m.update('items', -1, 6)) < 0)
      throw new Fail('IndexError: pop from empty list', 6)
    yield* m.release('lock#1', 7)
  }
  return {
    threads: [
      thread('Consumer-1', consume),
      thread('Consumer-2', consume),
      thread('Producer', function* (m) {
        for (let i = 0; i < 2; i++) {
          yield* m.acquire('lock#1', 10)
          yield* m.update('items', 1, 11)
          yield* m.notify('condition#1', 12)
          yield* m.release('lock#1', 13)
        }
      }),
    ],
  }
}

/** A thread that waits to be notified without a look at whether it has been before. */
export function lostWakeUp(): Program {
  return {
    threads: [
      thread('Waiter', function* (m) {
        yield* m.acquire('lock#1', 3)
        yield* m.wait('condition#1', 'lock#1', 4)
        yield* m.release('lock#1', 5)
      }),
      thread('Notifier', function* (m) {
        yield* m.acquire('lock#1', 8)
        yield* m.notify('condition#1', 9)
        yield* m.release('lock#1', 10)
      }),
    ],
  }
}

/** Two threads that withdraw 80 from an account of 100 if it has that much. */
export function withdrawals(): Program {
  function* withdraw(m: Machine): Body {
    if ((yield* m.read('balance', 3)) >= 80) {
      if ((yield* m.update('balance', -80, 4)) < 0)
        throw new Fail('AssertionError: overdrawn', 4)
    }
  }
  return { ints: { balance: 100 }, threads: [thread('Thread-1', withdraw), thread('Thread-2', withdraw)] }
}
