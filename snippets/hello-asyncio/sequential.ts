import * as asyncio from 'asyncio'
import { print } from 'builtins'

async function greet(name: string) {
  print(`hello, ${name}`)
  await asyncio.sleep(0.5)
  print(`goodbye, ${name}`)
}

export async function main() {
  await greet('Ada')
  await greet('Guido')
  print('all greeted')
}
