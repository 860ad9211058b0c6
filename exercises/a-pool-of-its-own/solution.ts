import * as asyncio from 'asyncio'
import { print } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import { currentThread } from 'threading'
import * as time from 'time'

const words = ['tea', 'coffee', 'milk', 'sugar']

function lookUp(word: string) {
  print(`${currentThread().name}: looking up ${word}`)
  time.sleep(0.1)
  return word.toUpperCase()
}

export async function main() {
  const pool = new ThreadPoolExecutor({ maxWorkers: 4 })
  const loop = asyncio.getRunningLoop()
  const answers = await asyncio.gather(...words.map(word => loop.runInExecutor(pool, lookUp, word)))
  pool.shutdown({ wait: false })
  print(answers.join(' '))
}
