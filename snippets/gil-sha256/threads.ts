import { print } from 'builtins'
import * as hashlib from 'hashlib'
import { Thread } from 'threading'
import * as time from 'time'

const data = new Uint8Array(32 * 1024 * 1024)

function work() {
  print(hashlib.sha256(data).hexdigest().slice(0, 12))
}

export function main() {
  const start = time.perfCounter()
  const a = new Thread({ target: work })
  const b = new Thread({ target: work })
  a.start()
  b.start()
  a.join()
  b.join()
  print(`took ${(time.perfCounter() - start).toFixed(3)} s`)
}
