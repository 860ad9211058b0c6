import { print } from 'builtins'
import * as time from 'time'

type Task = Generator<number>
const ready: Task[] = []
const timers: [due: number, task: Task][] = []

function createTask(task: Task) {
  ready.push(task)
}

function run() {
  while (ready.length || timers.length) {
    if (!ready.length)
      time.sleep(Math.max(0, timers[0]![0] - time.perfCounter()))
    while (timers.length && timers[0]![0] <= time.perfCounter())
      ready.push(timers.shift()![1])
    const task = ready.shift()
    if (task)
      step(task)
  }
}

function step(task: Task) {
  const { done, value: delay } = task.next()
  if (done)
    return
  timers.push([time.perfCounter() + delay, task])
  timers.sort(([a], [b]) => a - b)
}

function* greet(name: string, delay: number) {
  print(`hello, ${name}`)
  yield delay
  print(`goodbye, ${name}`)
}

export function main() {
  createTask(greet('Ada', 0.5))
  createTask(greet('Guido', 0.3))
  run()
}
