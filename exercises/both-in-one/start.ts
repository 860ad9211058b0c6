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
  const seen = { sensors: 0, reports: 0 }
  for (const n of range(8))
    seen.sensors += await sensor(n)
  for (const name of ['today', 'this week'])
    seen.reports += report(name)
  print(`${seen.sensors} sensors, ${seen.reports} reports`)
}
