import * as asyncio from 'asyncio'
import { print, TimeoutError } from 'builtins'

async function slow() {
  try {
    await asyncio.sleep(2)
    print('never printed')
  }
  finally {
    print('slow: cleaning up')
  }
}

export async function main() {
  try {
    await using _ = asyncio.timeout(0.3)
    await slow()
  }
  catch (error) {
    if (!(error instanceof TimeoutError))
      throw error
    print('main: took too long')
  }
}
