import * as asyncio from 'asyncio'
import { print, range } from 'builtins'
import * as time from 'time'

async function crawl(page: number) {
  await asyncio.sleep(0.05 * page)
  print(`page ${page}: ${parse(page)} links`)
}

export async function main() {
  await asyncio.gather(...range(1, 13).map(crawl))
}

function parse(page: number) {
  if (page === 7)
    time.sleep(0.4)
  return page * 2
}
