import { print, range, sorted, sum } from 'builtins'
import * as random from 'random'
import * as shared from 'shared'
import { currentThread, Lock, Thread } from 'threading'

const START = 1000
const TRANSFERS = 200

class Account {
  balance = shared.int(START)
  lock = new Lock()
  constructor(readonly name: string) {}
}

const accounts = ['Ada', 'Guido', 'Grace', 'Linus'].map(name => new Account(name))

function transfer(source: number, target: number, amount: number) {
  // Always the lower number first, so that no two threads wait for each other.
  const [first, second] = sorted([source, target])
  using _first = accounts[first].lock.hold()
  using _second = accounts[second].lock.hold()
  if (accounts[source].balance.value < amount)
    return false
  accounts[source].balance.value -= amount
  accounts[target].balance.value += amount
  return true
}

function clerk(seed: number) {
  const rng = new random.Random(seed)
  let done = 0
  for (let n = 0; n < TRANSFERS; n++) {
    const [source, target] = rng.sample(range(accounts.length), 2)
    if (transfer(source, target, rng.randint(1, 300)))
      done += 1
  }
  print(`${currentThread().name}: ${done} transfers done, ${TRANSFERS - done} refused`)
}

export function main() {
  const clerks = range(4).map(n => new Thread({ target: clerk, args: [n], name: `clerk-${n}` }))
  clerks.forEach(thread => thread.start())
  clerks.forEach(thread => thread.join())
  for (const account of accounts)
    print(`${account.name} has ${account.balance.value}`)
  const total = sum(accounts.map(account => account.balance.value))
  print(`total ${total}:`, total === START * accounts.length)
}
