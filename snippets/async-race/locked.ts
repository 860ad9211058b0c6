import * as asyncio from 'asyncio'
import { print, range } from 'builtins'

const account = { balance: 100 }

async function pay(lock: asyncio.Lock, amount: number) {
  await using _ = lock
  const seen = account.balance
  await asyncio.sleep(0)
  account.balance = seen + amount
}

export async function main() {
  const lock = new asyncio.Lock()
  await asyncio.gather(...range(10).map(() => pay(lock, 10)))
  print(`balance ${account.balance}, lost ${200 - account.balance}`)
}
