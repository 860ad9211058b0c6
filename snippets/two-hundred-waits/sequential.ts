import { print, range } from 'builtins'
import * as time from 'time'
import * as web from 'web'

function wait(_: number) {
  return web.get('io/wait?ms=50').status
}

export function main() {
  const start = time.perfCounter()
  const answers = range(200).map(wait)
  print(`${answers.length} waits in ${(time.perfCounter() - start).toFixed(2)} s`)
}
