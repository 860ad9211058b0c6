import { print } from 'builtins'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const fork = new Lock()
const knife = new Lock()

function eat(name: string, first: Lock, second: Lock) {
  using _first = first.hold()
  time.sleep(0.1)
  using _second = second.hold()
  print(`${name} has both and eats`)
}

export function main() {
  const a = new Thread({ target: eat, args: ['Ada', fork, knife] })
  const b = new Thread({ target: eat, args: ['Guido', knife, fork] })
  a.start()
  b.start()
  a.join()
  b.join()
}
