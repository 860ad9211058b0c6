import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'

const door = new Lock()
const inside = shared.int(0)

function visit() {
  using _ = door.hold()
  inside.value += 1
  if (inside.value > 1)
    print('two are in')
  inside.value -= 1
}

export function main() {
  const visitors = [0, 1].map(() => new Thread({ target: visit }))
  visitors.forEach(visitor => visitor.start())
  visitors.forEach(visitor => visitor.join())
  print('both have been in')
}
