import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const LAST = 1_000_000
const found = shared.int(0)

function work(first: number) {
  for (let n = first; n < first + LAST; n++) {
    if (n % 2 === 0)
      found.value += 1
  }
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
