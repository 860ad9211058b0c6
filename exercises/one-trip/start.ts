import * as asyncio from 'asyncio'
import { print, RuntimeError } from 'builtins'

async function book(what: string, seconds: number) {
  await asyncio.sleep(seconds)
  if (what === 'hotel')
    throw new RuntimeError('no room')
  print(`${what} is booked and paid for`)
}

export async function main() {
  try {
    await book('train', 0.3)
    await book('hotel', 0.05)
    await book('museum', 0.4)
  }
  catch (error) {
    if (!(error instanceof RuntimeError))
      throw error
    print(`the trip is off: ${error.message}`)
  }
}
