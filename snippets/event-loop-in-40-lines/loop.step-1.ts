import { print } from 'builtins'

type Task = Generator<number>
const ready: Task[] = []

function createTask(task: Task) {
  ready.push(task)
}

function run() {
  while (ready.length) {
    const task = ready.shift()
    if (task)
      step(task)
  }
}

function step(task: Task) {
  const { done } = task.next()
  if (done)
    return
  ready.push(task)
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
