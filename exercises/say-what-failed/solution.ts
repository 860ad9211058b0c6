import { print, range, ValueError } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as time from 'time'

function price(item: number) {
  time.sleep(0.1)
  if (item === 3)
    throw new ValueError('nothing costs 3')
  return item * item
}

export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 5 })
  const futures = range(5).map(item => pool.submit(price, item))
  let total = 0
  for (const future of futures) {
    try {
      total += future.result()
    }
    catch (error) {
      print(`failed: ${(error as Error).message}`)
    }
  }
  print(`total ${total}`)
}
