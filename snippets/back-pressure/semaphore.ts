import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as web from 'web'

const flight = { now: 0, peak: 0 }
const limit = new asyncio.Semaphore({ value: 10 })

async function fetch(_: number) {
  await using _slot = limit
  flight.now += 1
  flight.peak = Math.max(flight.peak, flight.now)
  try {
    await web.aget('io/wait?ms=50')
  }
  finally {
    flight.now -= 1
  }
}

export async function main() {
  await asyncio.gather(...range(100).map(fetch))
  print(`100 pages, at most ${flight.peak} at a time`)
}
