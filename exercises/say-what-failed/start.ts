import { print, range } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
import * as time from 'time'

const total = shared.int(0)
const failed = shared.int(0)
const lock = new Lock()

function doIt(item: number) {
  time.sleep(0.1)
  lock.acquire()
  if (item === 3)
    failed.value = 1
  else
    total.value += item * item
  lock.release()
}

export function main() {
  const threads = range(5).map(item => new Thread({ target: doIt, args: [item] }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print(failed.value ? 'something failed' : `total ${total.value}`)
}
