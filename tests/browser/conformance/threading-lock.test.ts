import { describe } from 'vitest'
import { promise } from './promise'

describe('threading.Lock', () => {
  promise('at most one thread holds it at a time', `
import { Lock } from 'threading'
import * as shared from 'shared'
import { int } from 'builtins'
const lock = new Lock()
const count = shared.int(0)
function work(n: number) {
  for (let i = 0; i < n; i++) {
    using _ = lock.hold()
    count.value += int(1)
  }
}
export function main() {
  joinThreads(startThreads(4, work, 2000))
  assertEqual(count.value, 8000)
}
`)
})
