import { print } from 'builtins'

function greet(name: string) {
  print(`Hello, ${name}!`)
}

export function main() {
  greet('stranger')
}
