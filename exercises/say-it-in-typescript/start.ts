import { print } from 'builtins'
import { currentThread } from 'threading'

function work(what: string) {
  print(`${currentThread().name} serves ${what}`)
}

export function main() {
  work('tea')
}
