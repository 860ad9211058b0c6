import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as web from 'web'

const flight = { now: 0, peak: 0 }

async function worker(pages: asyncio.Queue<number>) {
  while (true) {
    await pages.get()
    flight.now += 1
    flight.peak = Math.max(flight.peak, flight.now)
    try {
      await web.aget('io/wait?ms=50')
    }
    finally {
      flight.now -= 1
      pages.taskDone()
    }
  }
}

export async function main() {
  const pages = new asyncio.Queue<number>({ maxsize: 10 })
  const workers = range(10).map(() => asyncio.createTask(worker(pages)))
  for (const page of range(100))
    await pages.put(page)
  await pages.join()
  for (const task of workers)
    task.cancel()
  await asyncio.gather(...workers, { returnExceptions: true })
  print(`100 pages, at most ${flight.peak} at a time`)
}
