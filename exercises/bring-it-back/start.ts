import { print, range } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'

function square(n: number) {
  time.sleep(0.05)
  return n * n
}

export function main() {
  const total = 0
  const threads = range(1, 7).map(n => new Thread({ target: square, args: [n] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print(total)
}
