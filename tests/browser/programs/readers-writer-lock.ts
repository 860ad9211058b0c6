import { print, range } from 'builtins'
import * as shared from 'shared'
import { Condition, Thread } from 'threading'
import { sleep } from 'time'

class ReadWriteLock {
  condition = new Condition()
  readers = shared.int(0)
  writing = shared.int(0)
  waiting = shared.int(0)
  peak = shared.int(0)

  read() {
    using _ = this.condition.hold()
    this.condition.waitFor(() => !this.writing.value && !this.waiting.value)
    this.readers.value += 1
    this.peak.value = Math.max(this.peak.value, this.readers.value)
    return { [Symbol.dispose]: () => this.endRead() }
  }

  endRead() {
    using _ = this.condition.hold()
    this.readers.value -= 1
    this.condition.notifyAll()
  }

  write() {
    using _ = this.condition.hold()
    this.waiting.value += 1
    this.condition.waitFor(() => !this.writing.value && !this.readers.value)
    this.waiting.value -= 1
    this.writing.value = 1
    return { [Symbol.dispose]: () => this.endWrite() }
  }

  endWrite() {
    using _ = this.condition.hold()
    this.writing.value = 0
    this.condition.notifyAll()
  }
}

const lock = new ReadWriteLock()
const pair = [shared.int(0), shared.int(0)]
const torn = shared.list<[number, number]>()

function reader(n: number) {
  let left = 0
  for (let round = 0; round < 8; round++) {
    {
      using _ = lock.read()
      left = pair[0].value
      sleep(0.005)
      const right = pair[1].value
      if (left !== right)
        torn.append([left, right])
    }
    sleep(0.002)
  }
  print(`reader ${n} is done, last saw ${left}`)
}

function writer(n: number) {
  for (let round = 0; round < 5; round++) {
    {
      using _ = lock.write()
      pair[0].value += 1
      sleep(0.005)
      pair[1].value += 1
      print(`writer ${n} wrote ${pair[0].value}`)
    }
    sleep(0.01)
  }
}

export function main() {
  const threads = [
    ...range(4).map(n => new Thread({ target: reader, args: [n] })),
    ...range(2).map(n => new Thread({ target: writer, args: [n] })),
  ]
  threads.forEach(thread => thread.start())
  threads.forEach(thread => thread.join())
  print('readers at the same time, at most:', lock.peak.value)
  const [left, right] = pair.map(it => it.value)
  print(`writes ${right}, torn reads ${torn.length}:`, left === 10 && right === 10 && torn.length === 0)
}
