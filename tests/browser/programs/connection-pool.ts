// Twelve workers share five connections: a semaphore lets in as many as there are.
import { print, range, sorted } from 'builtins'
import * as shared from 'shared'
import { BoundedSemaphore, Lock, Thread } from 'threading'
import { sleep } from 'time'

const SIZE = 5
const WORKERS = 12
const QUERIES = 2

class Connection {
  constructor(readonly pool: ConnectionPool, readonly name: string) {}

  [Symbol.dispose]() {
    this.pool.giveBack(this.name)
  }
}

class ConnectionPool {
  readonly slots
  readonly idle
  readonly lock = new Lock()
  readonly inUse = shared.int(0)
  readonly peak = shared.int(0)
  readonly served = shared.int(0)

  constructor(size: number) {
    this.slots = new BoundedSemaphore({ value: size })
    this.idle = shared.list(range(size).map(n => `connection-${n + 1}`))
  }

  connection() {
    return new Connection(this, this.take())
  }

  take() {
    this.slots.acquire()
    using _ = this.lock.hold()
    this.inUse.value += 1
    this.peak.value = Math.max(this.peak.value, this.inUse.value)
    return this.idle.pop()
  }

  giveBack(name: string) {
    {
      using _ = this.lock.hold()
      this.inUse.value -= 1
      this.served.value += 1
      this.idle.append(name)
    }
    this.slots.release()
  }
}

const pool = new ConnectionPool(SIZE)

function work(name: string) {
  for (const n of range(QUERIES)) {
    using connection = pool.connection()
    print(`${name}: query ${n} on ${connection.name}`)
    sleep(0.05)
  }
}

export function main() {
  const threads = range(WORKERS).map(n => new Thread({ target: work, args: [`worker-${n}`] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('peak', pool.peak.value, 'idle', sorted(pool.idle))
  const right = pool.peak.value <= SIZE && pool.served.value === WORKERS * QUERIES && pool.idle.length === SIZE
  print(`${WORKERS * QUERIES} queries on at most ${SIZE} connections: ${right ? 'True' : 'False'}`)
}
