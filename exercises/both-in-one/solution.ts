import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'

async function sensor(_: number) {
  await asyncio.sleep(0.1)
  return 1
}

function report(_: string) {
  time.sleep(0.1)
  return 1
}

export async function main() {
  const [sensors, reports] = await asyncio.gather(
    asyncio.gather(...range(8).map(sensor)),
    asyncio.gather(asyncio.toThread(report, 'today'), asyncio.toThread(report, 'this week')),
  )
  print(`${sensors.length} sensors, ${reports.length} reports`)
}
