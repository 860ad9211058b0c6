import { print } from 'builtins'
import * as shared from 'shared'
import { Semaphore, Thread } from 'threading'

const gate = new Semaphore({ value: 1 })
const inside = shared.int(0)

function visit() {
  const mayEnter = gate.acquire({ blocking: false })
  if (mayEnter) {
    inside.value += 1
    if (inside.value > 1)
      print('two are in')
    inside.value -= 1
  }
  gate.release()
}

export function main() {
  const visitors = [1, 2, 3].map(() => new Thread({ target: visit }))
  visitors.forEach(visitor => visitor.start())
  visitors.forEach(visitor => visitor.join())
  print('the gate is closed')
}
