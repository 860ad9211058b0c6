import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function slow() {
  try {
    await asyncio.sleep(2)
  }
  catch (error) {
    if (!(error instanceof asyncio.CancelledError))
      throw error
    print('slow: cancelled')
  }
}

export async function main() {
  const task = asyncio.createTask(slow())
  await asyncio.sleep(0.3)
  task.cancel()
  try {
    await task
  }
  catch (error) {
    if (!(error instanceof asyncio.CancelledError))
      throw error
    print('main: slow was cancelled')
  }
}
