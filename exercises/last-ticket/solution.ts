import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const left = shared.int(10)
const sold = shared.list<number>()
const lock = new Lock() // guards left and sold

function take() {
  using _ = lock.hold()
  const ticket = left.value
  if (ticket === 0)
    return false
  left.value = ticket - 1
  sold.append(ticket)
  return true
}

function till() {
  while (take())
    time.sleep(0.01) // prints the ticket
}

export function main() {
  const tills = [new Thread({ target: till }), new Thread({ target: till })]
  tills.forEach(thread => thread.start())
  tills.forEach(thread => thread.join())
  print(`sold ${sold.length}, left ${left.value}`)
}
