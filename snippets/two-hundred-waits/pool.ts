import { print, range } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as time from 'time'
import * as web from 'web'

function wait(_: number) {
  return web.get('io/wait?ms=50').status
}

export function main() {
  const start = time.perfCounter()
  using pool = new ThreadPoolExecutor()
  const answers = [...pool.map(wait, range(200))]
  print(`${answers.length} waits in ${(time.perfCounter() - start).toFixed(2)} s`)
}
