import { print, range } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as time from 'time'

function square(n: number) {
  time.sleep(0.1)
  return n * n
}

export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 4 })
  for (const result of pool.map(square, range(8)))
    print(result)
}
