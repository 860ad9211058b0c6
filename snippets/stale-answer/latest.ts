import * as asyncio from 'asyncio'
import { print } from 'builtins'
import * as time from 'time'

let shown = ''
let latest = ''

function ask(query: string) {
  time.sleep(0.1) // the server looks it up
  return `results for ${query}`
}

async function search(query: string) {
  latest = query
  const answer = await asyncio.toThread(ask, query)
  if (query === latest)
    shown = answer
}

export async function main() {
  await asyncio.gather(search('py'), search('python'))
  print(shown)
}
