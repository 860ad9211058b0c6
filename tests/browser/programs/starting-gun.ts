// Runners wait for the gun (an event), latches count who is ready and who has arrived.
import { enumerate, print, sorted } from 'builtins'
import * as shared from 'shared'
import { Condition, Event, Thread } from 'threading'
import { perfCounter, sleep } from 'time'

const RUNNERS: [string, number][] = [
  ['Ada', 0.45],
  ['Barbara', 0.15],
  ['Edsger', 0.75],
  ['Grace', 0.3],
  ['Guido', 0.6],
]

class CountDownLatch {
  readonly count
  readonly condition = new Condition()

  constructor(count: number) {
    this.count = shared.int(count)
  }

  countDown() {
    using _ = this.condition.hold()
    this.count.value -= 1
    if (this.count.value === 0)
      this.condition.notifyAll()
  }

  wait() {
    using _ = this.condition.hold()
    this.condition.waitFor(() => this.count.value === 0)
  }
}

const gun = new Event()
const ready = new CountDownLatch(RUNNERS.length)
const arrived = new CountDownLatch(RUNNERS.length)
const results = shared.list<[number, string]>()

function run(name: string, seconds: number) {
  print(`${name} is ready`)
  ready.countDown()
  gun.wait()
  const start = perfCounter()
  sleep(seconds)
  results.append([perfCounter() - start, name])
  print(`${name} is there`)
  arrived.countDown()
}

export function main() {
  const threads = RUNNERS.map(runner => new Thread({ target: run, args: runner, name: runner[0] }))
  threads.forEach(thread => thread.start())
  ready.wait()
  print('all are ready: bang!')
  gun.set()
  arrived.wait()
  print('all have arrived')
  threads.forEach(thread => thread.join())
  const ranking = sorted(results)
  for (const [place, [seconds, name]] of enumerate(ranking, 1))
    print(`${place}. ${name} ${seconds.toFixed(2)} s`)
  const names = ranking.map(([_, name]) => name).join(' ')
  print(`ranking ${names}: ${names === 'Barbara Grace Ada Guido Edsger' ? 'True' : 'False'}`)
}
