import { print, range } from 'builtins'
import * as time from 'time'
import * as web from 'web'

function download(page: number) {
  const response = web.get('io/wait?ms=100')
  print(`page ${page}: ${response.status}`)
}

export function main() {
  const start = time.perfCounter()
  for (const page of range(1, 21))
    download(page)
  print(`20 pages in ${(time.perfCounter() - start).toFixed(2)} s`)
}
