import * as os from 'os'
import { int, print, range } from 'builtins'
import { ProcessPoolExecutor } from 'concurrent.futures'
import * as time from 'time'

const N = int(os.getenv('N', { default: '35' }))

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

function work(_: number) {
  return `fib(${N}) = ${fib(N)}`
}

export function main() {
  using pool = new ProcessPoolExecutor({ maxWorkers: 2 })
  const start = time.perfCounter()
  for (const result of pool.map(work, range(2)))
    print(result)
  print(`took ${(time.perfCounter() - start).toFixed(3)} s`)
}
