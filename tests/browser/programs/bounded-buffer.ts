import { print, range, sorted, sum } from 'builtins'
import * as shared from 'shared'
import { Condition, Lock, Thread } from 'threading'
import { sleep } from 'time'

const CAPACITY = 4
const ITEMS = 20

class RingBuffer {
  slots = shared.list<number | null>(range(CAPACITY).map(() => null))
  first = shared.int(0)
  count = shared.int(0)
  lock = new Lock()
  notFull = new Condition({ lock: this.lock })
  notEmpty = new Condition({ lock: this.lock })

  put(item: number | null) {
    using _ = this.notFull.hold()
    this.notFull.waitFor(() => this.count.value < CAPACITY)
    this.slots.set((this.first.value + this.count.value) % CAPACITY, item)
    this.count.value += 1
    this.notEmpty.notify()
  }

  get() {
    using _ = this.notEmpty.hold()
    this.notEmpty.waitFor(() => this.count.value > 0)
    const item = this.slots.get(this.first.value)
    this.slots.set(this.first.value, null)
    this.first.value = (this.first.value + 1) % CAPACITY
    this.count.value -= 1
    this.notFull.notify()
    return item
  }
}

const buffer = new RingBuffer()
const consumed = shared.list<number>()

function producer(n: number) {
  for (const item of range(n * ITEMS, (n + 1) * ITEMS))
    buffer.put(item)
  print(`producer ${n} is done`)
}

function consumer(n: number) {
  let taken = 0
  let item = buffer.get()
  while (item !== null) {
    consumed.append(item)
    taken += 1
    sleep(0.002)
    item = buffer.get()
  }
  print(`consumer ${n} took ${taken} items`)
}

export function main() {
  const producers = range(3).map(n => new Thread({ target: producer, args: [n] }))
  const consumers = range(2).map(n => new Thread({ target: consumer, args: [n] }))
  for (const thread of [...producers, ...consumers])
    thread.start()
  producers.forEach(thread => thread.join())
  consumers.forEach(() => buffer.put(null))
  consumers.forEach(thread => thread.join())
  const ok = sorted(consumed).every((item, n) => item === n) && consumed.length === 3 * ITEMS
  print(`items ${consumed.length}, sum ${sum(consumed)}:`, ok)
}
