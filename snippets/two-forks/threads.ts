import { print } from 'builtins'
import { Lock, Thread } from 'threading'

const fork = new Lock()
const knife = new Lock()

function take(lock: Lock) {
  lock.acquire()
}

function eat(name: string, first: Lock, second: Lock) {
  take(first)
  take(second)
  print(`${name} has both and eats`)
  second.release()
  first.release()
}

export function main() {
  const a = new Thread({ target: eat, args: ['Ada', fork, knife] })
  const b = new Thread({ target: eat, args: ['Guido', knife, fork] })
  a.start()
  b.start()
  a.join()
  b.join()
}
