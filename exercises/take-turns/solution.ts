import { print, range } from 'builtins'

const ready: Generator<void>[] = []

function* speak(name: string): Generator<void> {
  for (const sentence of range(1, 4)) {
    print(`${name} ${sentence}`)
    yield
  }
}

function run() {
  for (let task = ready.shift(); task; task = ready.shift()) {
    if (!task.next().done)
      ready.push(task)
  }
}

export function main() {
  ready.push(speak('Ada'), speak('Guido'))
  run()
}
