import * as asyncio from 'asyncio'
import { print } from 'builtins'
import * as time from 'time'

function query() {
  time.sleep(0.15)
  return 42
}

async function heart() {
  while (true) {
    await asyncio.sleep(0.01)
    print('beat')
  }
}

export async function main() {
  const beating = asyncio.createTask(heart())
  await asyncio.sleep(0.02)
  print('the query begins')
  const answer = query()
  print(`the answer is ${answer}`)
  beating.cancel()
}
