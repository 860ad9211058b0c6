import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function greet(name: string) {
  print(`hello, ${name}`)
  await asyncio.sleep(0.5)
  print(`goodbye, ${name}`)
}

export async function main() {
  const a = asyncio.createTask(greet('Ada'))
  const b = asyncio.createTask(greet('Guido'))
  print('both are scheduled')
  await a
  await b
  print('all greeted')
}
