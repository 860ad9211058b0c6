import { print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'
import * as time from 'time'

const left = shared.int(10)
const sold = shared.list<number>()

function till() {
  while (left.value > 0) {
    const ticket = left.value
    time.sleep(0.01) // prints the ticket
    left.value = ticket - 1
    sold.append(ticket)
  }
}

export function main() {
  const tills = [new Thread({ target: till }), new Thread({ target: till })]
  tills.forEach(thread => thread.start())
  tills.forEach(thread => thread.join())
  print(`sold ${sold.length}, left ${left.value}`)
}
