import * as asyncio from 'asyncio'
import { ExceptionGroup, print, RuntimeError } from 'builtins'

async function book(what: string, seconds: number) {
  await asyncio.sleep(seconds)
  if (what === 'hotel')
    throw new RuntimeError('no room')
  print(`${what} is booked and paid for`)
}

export async function main() {
  try {
    await using group = new asyncio.TaskGroup()
    group.createTask(book('train', 0.3))
    group.createTask(book('hotel', 0.05))
    group.createTask(book('museum', 0.4))
  }
  catch (error) {
    if (!(error instanceof ExceptionGroup))
      throw error
    print(`the trip is off: ${(error.exceptions[0] as Error).message}`)
  }
}
