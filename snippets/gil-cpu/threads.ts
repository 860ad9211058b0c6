import * as os from 'os'
import { int, print } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'

const N = int(os.getenv('N', { default: '35' }))

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

function work() {
  print(`fib(${N}) = ${fib(N)}`)
}

export function main() {
  const start = time.perfCounter()
  const a = new Thread({ target: work })
  const b = new Thread({ target: work })
  a.start()
  b.start()
  a.join()
  b.join()
  print(`took ${(time.perfCounter() - start).toFixed(3)} s`)
}
