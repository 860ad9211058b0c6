// Jobs wait in a priority queue until they are due; of those due together the lowest priority number goes first.
import { print } from 'builtins'
import { PriorityQueue } from 'queue'
import * as shared from 'shared'
import { Event, Thread } from 'threading'
import { monotonic, sleep } from 'time'

const jobs = new PriorityQueue<[number, number, string]>() // of [due, priority, name]
const changed = new Event()
const cancelled = shared.list<string>()
const executed = shared.list<string>()

function submit(due: number, priority: number, name: string) {
  print(`submitted ${name}, priority ${priority}`)
  jobs.put([due, priority, name])
  changed.set()
}

function cancel(name: string) {
  print(`cancelled ${name}`)
  cancelled.append(name)
  changed.set()
}

function schedule(start: number) {
  while (true) {
    const [due, priority, name] = jobs.get()
    const remaining = due - monotonic()
    if (remaining > 0) {
      // Not yet: put it back, and look again when it is due or something has changed.
      jobs.put([due, priority, name])
      changed.wait({ timeout: remaining })
      changed.clear()
      continue
    }
    if (name === 'stop') {
      print('scheduler: stop')
      return
    }
    if (cancelled.count(name) > 0) {
      print(`scheduler: ${name} was cancelled`)
      continue
    }
    print(`scheduler: ${name} at ${(monotonic() - start).toFixed(1)} s`)
    executed.append(name)
  }
}

export function main() {
  const start = monotonic()
  submit(start + 0.4, 3, 'report')
  submit(start + 0.4, 1, 'alarm')
  submit(start + 0.4, 2, 'mail')
  submit(start + 0.8, 1, 'backup')
  submit(start + 0.6, 1, 'reboot')
  submit(start + 1.0, 9, 'stop')
  const scheduler = new Thread({ target: schedule, args: [start], name: 'scheduler' })
  scheduler.start()
  sleep(0.1)
  submit(start + 0.2, 5, 'hurry') // due before all others
  cancel('reboot')
  scheduler.join()
  const order = [...executed].join(' ')
  print(`order ${order}: ${order === 'hurry alarm mail report backup' ? 'True' : 'False'}`)
}
