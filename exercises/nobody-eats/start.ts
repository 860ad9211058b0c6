import { print } from 'builtins'
import { Lock, Thread } from 'threading'

const fork = new Lock()
const knife = new Lock()

function eat(name: string, first: Lock, second: Lock) {
  using _first = first.hold()
  using _second = second.hold()
  print(`${name} eats`)
}

export function main() {
  const ada = new Thread({ target: eat, args: ['Ada', fork, knife] })
  const guido = new Thread({ target: eat, args: ['Guido', knife, fork] })
  ada.start()
  guido.start()
  ada.join()
  guido.join()
}
