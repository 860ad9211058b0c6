import { print } from 'builtins'
import * as time from 'time'

function greet(name: string) {
  print(`hello, ${name}`)
  time.sleep(0.5)
  print(`goodbye, ${name}`)
}

export function main() {
  greet('Ada')
  greet('Guido')
  print('all greeted')
}
