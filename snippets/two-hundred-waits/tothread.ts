import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'
import * as web from 'web'

function wait(_: number) {
  return web.get('io/wait?ms=50').status
}

export async function main() {
  const start = time.perfCounter()
  const answers = await asyncio.gather(...range(200).map(n => asyncio.toThread(wait, n)))
  print(`${answers.length} waits in ${(time.perfCounter() - start).toFixed(2)} s`)
}
