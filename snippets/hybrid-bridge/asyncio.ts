import * as asyncio from 'asyncio'
import { print } from 'builtins'
import { currentThread } from 'threading'

async function ask(question: string) {
  await asyncio.sleep(0.2)
  return `${question}! (${currentThread().name})`
}

function legacy(loop: asyncio.AbstractEventLoop, question: string) {
  const future = asyncio.runCoroutineThreadsafe(ask(question), loop)
  print(`${currentThread().name}: ${future.result()}`)
}

export async function main() {
  const loop = asyncio.getRunningLoop()
  await asyncio.gather(
    asyncio.toThread(legacy, loop, 'tea'),
    asyncio.toThread(legacy, loop, 'coffee'),
  )
}
