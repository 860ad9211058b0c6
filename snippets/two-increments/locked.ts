import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'

const counter = shared.int(0)
const lock = new Lock()

function add() {
  using _ = lock.hold()
  counter.value += 1
}

function work() {
  add()
  add()
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
