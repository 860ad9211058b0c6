import * as asyncio from 'asyncio'
import { print, RuntimeError } from 'builtins'

async function book(what: string, seconds: number) {
  await asyncio.sleep(seconds)
  if (what === 'hotel')
    throw new RuntimeError('no room')
  print(`${what} is booked`)
}

export async function main() {
  try {
    await asyncio.gather(book('train', 0.3), book('hotel', 0.1), book('museum', 0.4))
  }
  catch (error) {
    if (!(error instanceof RuntimeError))
      throw error
    print('trip is off:', error)
  }
  await asyncio.sleep(0.5)
}
