import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const names = ['Ada', 'Guido']
const balances = [shared.int(100), shared.int(100)]
const locks = [new Lock(), new Lock()]

function transfer(from: number, to: number, amount: number) {
  using _first = locks[Math.min(from, to)]!.hold()
  time.sleep(0.05) // looks at the credit limit
  using _second = locks[Math.max(from, to)]!.hold()
  balances[from]!.value -= amount
  balances[to]!.value += amount
}

export function main() {
  const there = new Thread({ target: transfer, args: [0, 1, 10] })
  const back = new Thread({ target: transfer, args: [1, 0, 5] })
  there.start()
  back.start()
  there.join()
  back.join()
  print(names.map((name, i) => `${name} has ${balances[i]!.value}`).join(', '))
}
