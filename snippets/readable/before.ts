import { print, range } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const total = shared.int(0)
const failed = shared.int(0)
const lock = new Lock()

function doIt(n: number) {
  time.sleep(0.1)
  lock.acquire()
  if (n === 3)
    failed.value = 1
  else if (!failed.value)
    total.value += n * n
  lock.release()
}

export function main() {
  const ts = range(5).map(n => new Thread({ target: doIt, args: [n] }))
  ts.forEach(t => t.start())
  ts.forEach(t => t.join())
  print(failed.value ? 'failed' : total.value)
}
