import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'
import * as web from 'web'

async function download(page: number) {
  const response = await web.aget('io/wait?ms=100')
  print(`page ${page}: ${response.status}`)
}

export async function main() {
  const start = time.perfCounter()
  {
    await using group = new asyncio.TaskGroup()
    for (const page of range(1, 21))
      group.createTask(download(page))
  }
  print(`20 pages in ${(time.perfCounter() - start).toFixed(2)} s`)
}
