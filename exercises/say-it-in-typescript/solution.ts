import { print } from 'builtins'
import { currentThread, Thread } from 'threading'

function work(what: string) {
  print(`${currentThread().name} serves ${what}`)
}

export function main() {
  const t = new Thread({ target: work, name: 'clerk', args: ['tea'] })
  t.start()
  t.join({ timeout: 2 })
  print('alive:', t.isAlive())
}
