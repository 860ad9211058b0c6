import { print, range } from 'builtins'
import { Queue } from 'queue'
import { Thread } from 'threading'
import * as time from 'time'

const results = new Queue<number>()

function square(n: number) {
  time.sleep(0.1)
  results.put(n * n)
}

export function main() {
  const threads = range(8).map(n => new Thread({ target: square, args: [n] }))
  for (const t of threads)
    t.start()
  for (const t of threads)
    t.join()
  for (const _ of threads)
    print(results.get())
}
