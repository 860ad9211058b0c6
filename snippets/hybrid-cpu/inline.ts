import * as asyncio from 'asyncio'
import { print } from 'builtins'
import * as time from 'time'

const N = 34
const served = { answers: 0 }

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

async function serve() {
  while (true) {
    await asyncio.sleep(0.001)
    served.answers += 1
  }
}

export async function main() {
  const server = asyncio.createTask(serve())
  const start = time.perfCounter()
  fib(N)
  const seconds = time.perfCounter() - start
  server.cancel()
  print(`${Math.round(served.answers / seconds)} answers/s beside the job`)
}
