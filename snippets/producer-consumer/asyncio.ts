import * as asyncio from 'asyncio'
import { print, range } from 'builtins'

async function cook(orders: asyncio.Queue<number | null>) {
  for (const order of range(1, 7)) {
    await orders.put(order)
    print(`order ${order} is on the counter`)
  }
  await orders.put(null)
}

async function serve(orders: asyncio.Queue<number | null>) {
  for (let order = await orders.get(); order !== null; order = await orders.get()) {
    await asyncio.sleep(0.1)
    print(`order ${order} is served`)
  }
}

export async function main() {
  const orders = new asyncio.Queue<number | null>({ maxsize: 2 })
  await asyncio.gather(cook(orders), serve(orders))
}
