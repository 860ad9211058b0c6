import { print, ValueError } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as time from 'time'

function square(n: number) {
  time.sleep(0.1)
  if (n === 3)
    throw new ValueError('no threes today')
  return n * n
}

export function main() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 4 })
  const futures = [1, 2, 3].map(n => pool.submit(square, n))
  for (const future of futures) {
    try {
      print(future.result())
    }
    catch (error) {
      if (!(error instanceof ValueError))
        throw error
      print('failed:', error)
    }
  }
}
