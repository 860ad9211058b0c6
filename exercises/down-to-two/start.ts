import { print, range } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const counter = shared.int(0)

function work() {
  for (const _ of range(3))
    counter.value += 1
}

export function main() {
  const a = new Thread({ target: work })
  const b = new Thread({ target: work })
  a.start()
  b.start()
  a.join()
  b.join()
  print(counter.value)
}
