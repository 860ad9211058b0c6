import { print } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'
import * as web from 'web'

function work() {
  for (const address of ['a', 'b', 'c'])
    print(address, web.get('io/wait?ms=100').status)
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
