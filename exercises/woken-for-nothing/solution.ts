import { len, print } from 'builtins'
import * as shared from 'shared'
import { Condition, Thread } from 'threading'

const loaves = shared.list<number>()
const baked = new Condition()

function buy() {
  using _ = baked.hold()
  while (len(loaves) === 0)
    baked.wait()
  loaves.pop()
}

function bake() {
  for (const loaf of [1, 2]) {
    using _ = baked.hold()
    loaves.append(loaf)
    baked.notify()
  }
}

export function main() {
  const threads = [buy, buy, bake].map(target => new Thread({ target }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print(`${len(loaves)} loaves left`)
}
