import { print } from 'builtins'
import * as shared from 'shared'
import { Condition, Thread } from 'threading'

const ready = shared.int(0)
const called = new Condition()

function wait() {
  if (ready.value === 0) {
    using _ = called.hold()
    called.wait()
  }
}

function call() {
  using _ = called.hold()
  ready.value = 1
  called.notify()
}

export function main() {
  const threads = [wait, call].map(target => new Thread({ target }))
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('the call was heard')
}
