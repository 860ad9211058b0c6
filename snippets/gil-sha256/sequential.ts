import { print } from 'builtins'
import * as hashlib from 'hashlib'
import * as time from 'time'

const data = new Uint8Array(32 * 1024 * 1024)

function work() {
  print(hashlib.sha256(data).hexdigest().slice(0, 12))
}

export function main() {
  const start = time.perfCounter()
  work()
  work()
  print(`took ${(time.perfCounter() - start).toFixed(3)} s`)
}
