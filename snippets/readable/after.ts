import * as asyncio from 'asyncio'
import { ExceptionGroup, print, range, ValueError } from 'builtins'

function price(item: number) {
  if (item === 3)
    throw new ValueError('nothing costs 3')
  return item * item
}

async function fetchPrice(item: number) {
  await asyncio.sleep(0.1)
  return price(item)
}

export async function main() {
  try {
    await using group = new asyncio.TaskGroup()
    for (const item of range(5))
      group.createTask(fetchPrice(item))
  }
  catch (error) {
    if (!(error instanceof ExceptionGroup))
      throw error
    print('no total:', error.exceptions[0])
  }
}
