import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'

const LAST = 1_000_000
const found = shared.int(0)
const lock = new Lock() // guards found

function work(first: number) {
  let own = 0
  for (let n = first; n < first + LAST; n++) {
    if (n % 2 === 0)
      own += 1
  }
  using _ = lock.hold()
  found.value += own
}

export function main() {
  const a = new Thread({ target: work, args: [0] })
  const b = new Thread({ target: work, args: [LAST] })
  a.start()
  b.start()
  a.join()
  b.join()
  print(`found ${found.value}`)
}
