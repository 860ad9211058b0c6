import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'

const wants = [shared.int(0), shared.int(0)]
const inside = shared.int(0)

function visit(me: number) {
  while (wants[1 - me]!.value === 1) {
    // The other one is in, or on its way.
  }
  wants[me]!.value = 1
  inside.value += 1
  if (inside.value > 1)
    print('two are in')
  inside.value -= 1
  wants[me]!.value = 0
}

export function main() {
  const visitors = [0, 1].map(me => new Thread({ target: visit, args: [me] }))
  visitors.forEach(visitor => visitor.start())
  visitors.forEach(visitor => visitor.join())
  print('both have been in')
}
