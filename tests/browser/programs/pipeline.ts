// A pipeline: one thread reads, three square, one adds up. A null says that nothing more comes.
import { print, range } from 'builtins'
import { Queue } from 'queue'
import * as shared from 'shared'
import { currentThread, Thread } from 'threading'
import { sleep } from 'time'

const SQUARERS = 3
const NUMBERS = 20

const numbers = new Queue<number | null>({ maxsize: 4 })
const squares = new Queue<[number, number] | null>({ maxsize: 4 })
const total = shared.int(0)

function read() {
  for (const n of range(1, NUMBERS + 1)) {
    sleep(0.01)
    numbers.put(n)
  }
  for (const _ of range(SQUARERS))
    numbers.put(null) // one for each squarer
  print('read: done')
}

function square() {
  const name = currentThread().name
  let done = 0
  for (let n = numbers.get(); n !== null; n = numbers.get()) {
    sleep(0.03)
    squares.put([n, n * n])
    done += 1
  }
  squares.put(null)
  print(`${name}: done after ${done}`)
}

function add() {
  let ended = 0
  while (ended < SQUARERS) {
    const item = squares.get()
    if (item === null) {
      ended += 1
      continue
    }
    const [n, squared] = item
    total.value += squared
    print(`add: ${n} squared is ${squared}, together ${total.value}`)
  }
  print('add: done')
}

export function main() {
  const threads = [
    new Thread({ target: read, name: 'read' }),
    ...range(SQUARERS).map(n => new Thread({ target: square, name: `square-${n}` })),
    new Thread({ target: add, name: 'add' }),
  ]
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('left over', numbers.qsize(), squares.qsize())
  print(`total ${total.value}: ${total.value === 2870 ? 'True' : 'False'}`)
}
