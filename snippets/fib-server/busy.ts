import { print, range } from 'builtins'
import { Queue } from 'queue'
import { Thread } from 'threading'
import * as time from 'time'

const requests = new Queue<number>()
const answers = new Queue<number>()

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2)
}

function serve() {
  while (true)
    answers.put(fib(requests.get()))
}

function compute() {
  while (true)
    fib(20)
}

export function main() {
  new Thread({ target: serve, daemon: true }).start()
  new Thread({ target: compute, daemon: true }).start()
  const times = range(200).map(() => ask(1)).sort((a, b) => a - b)
  print(`median ${times[99]!.toFixed(3)} ms, p99 ${times[197]!.toFixed(3)} ms`)
}

function ask(n: number) {
  const start = time.perfCounter()
  requests.put(n)
  answers.get()
  return (time.perfCounter() - start) * 1000
}
