import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'

async function heartbeat() {
  for (const _ of range(10)) {
    const start = time.perfCounter()
    await asyncio.sleep(0.1)
    print(`beat after ${(time.perfCounter() - start).toFixed(1)} s`)
  }
}

async function handler() {
  await asyncio.sleep(0.3)
  await asyncio.toThread(time.sleep, 1)
  print('handled')
}

export async function main() {
  await asyncio.gather(heartbeat(), handler())
}
