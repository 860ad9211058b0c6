import { len, print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'
import * as time from 'time'

const balance = shared.int(100)
const paid = shared.list<string>()

function withdraw(name: string, amount: number) {
  if (balance.value >= amount) {
    time.sleep(0.5) // asks the bank
    balance.value -= amount
    paid.append(name)
  }
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
