import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const TIMES = 5_000_000
const counter = shared.int(0)

function work() {
  for (let n = 0; n < TIMES; n++)
    counter.value += 1
}

export function main() {
  const a = new Thread({ target: work })
  const b = new Thread({ target: work })
  a.start()
  b.start()
  a.join()
  b.join()
  print(`lost ${2 * TIMES - counter.value} of ${2 * TIMES}`)
}
