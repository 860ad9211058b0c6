import { print } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'

function greet(name: string) {
  print(`hello, ${name}`)
  time.sleep(0.5)
  print(`goodbye, ${name}`)
}

export function main() {
  const a = new Thread({ target: greet, args: ['Ada'] })
  const b = new Thread({ target: greet, args: ['Guido'] })
  a.start()
  b.start()
  print('all greeted')
}
