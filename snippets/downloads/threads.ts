import { print, range } from 'builtins'
import { Thread } from 'threading'
import * as time from 'time'
import * as web from 'web'

function download(page: number) {
  const response = web.get('io/wait?ms=100')
  print(`page ${page}: ${response.status}`)
}

export function main() {
  const start = time.perfCounter()
  const threads: Thread[] = []
  for (const page of range(1, 21)) {
    const t = new Thread({ target: download, args: [page] })
    t.start()
    threads.push(t)
  }
  for (const t of threads)
    t.join()
  print(`20 pages in ${(time.perfCounter() - start).toFixed(2)} s`)
}
