import * as asyncio from 'asyncio'
import { print, range } from 'builtins'

const account = { balance: 100 }

async function pay(amount: number) {
  await asyncio.sleep(0)
  const seen = account.balance
  account.balance = seen + amount
}

export async function main() {
  await asyncio.gather(...range(10).map(() => pay(10)))
  print(`balance ${account.balance}, lost ${200 - account.balance}`)
}
