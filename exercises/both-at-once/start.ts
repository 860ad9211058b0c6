import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const flag = shared.int(0)
const inside = shared.int(0)

function visit() {
  if (flag.value === 0) {
    flag.value = 1
    inside.value += 1
    inside.value -= 1
    flag.value = 0
  }
}

export function main() {
  const visitors = [1, 2].map(() => new Thread({ target: visit }))
  visitors.forEach(visitor => visitor.start())
  visitors.forEach(visitor => visitor.join())
  print('closed')
}
