import { len, print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const balance = shared.int(100)
const paid = shared.list<string>()
const lock = new Lock() // guards balance

function withdraw(name: string, amount: number) {
  {
    using _ = lock.hold()
    if (balance.value < amount)
      return
    balance.value -= amount
  }
  time.sleep(0.5) // asks the bank
  paid.append(name)
}

export function main() {
  const ada = new Thread({ target: withdraw, args: ['Ada', 80] })
  const guido = new Thread({ target: withdraw, args: ['Guido', 80] })
  ada.start()
  guido.start()
  ada.join()
  guido.join()
  print(`${len(paid)} × 80 paid, balance ${balance.value}`)
}
