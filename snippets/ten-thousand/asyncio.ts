import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'

async function wait(_: number) {
  await asyncio.sleep(1)
}

export async function main() {
  const start = time.perfCounter()
  await asyncio.gather(...range(10_000).map(wait))
  print(`10000 waits of 1 s in ${(time.perfCounter() - start).toFixed(2)} s`)
}
