import { print, range } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as time from 'time'

function square(n: number) {
  time.sleep(0.05)
  return n * n
}

export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 3 })
  let total = 0
  for (const value of pool.map(square, range(1, 7)))
    total += value
  print(total)
}
