import { print, range } from 'builtins'
import { Queue } from 'queue'
import { Thread } from 'threading'
import * as time from 'time'

const orders = new Queue<number | null>({ maxsize: 2 })

function cook() {
  for (const order of range(1, 7)) {
    orders.put(order)
    print(`order ${order} is on the counter`)
  }
  orders.put(null)
}

function serve() {
  for (let order = orders.get(); order !== null; order = orders.get()) {
    time.sleep(0.1)
    print(`order ${order} is served`)
  }
}

export function main() {
  const threads = [new Thread({ target: cook }), new Thread({ target: serve })]
  for (const t of threads)
    t.start()
  for (const t of threads)
    t.join()
}
