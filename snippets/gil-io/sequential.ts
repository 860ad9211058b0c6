import { print } from 'builtins'
import * as time from 'time'
import * as web from 'web'

function work() {
  for (const address of ['a', 'b', 'c'])
    print(address, web.get('io/wait?ms=100').status)
}

export function main() {
  const start = time.perfCounter()
  work()
  work()
  print(`took ${(time.perfCounter() - start).toFixed(3)} s`)
}
