import * as asyncio from 'asyncio'
import { print } from 'builtins'
import { currentThread } from 'threading'
import * as time from 'time'

const words = ['tea', 'coffee', 'milk', 'sugar']

function lookUp(word: string) {
  print(`${currentThread().name}: looking up ${word}`)
  time.sleep(0.1)
  return word.toUpperCase()
}

export async function main() {
  const answers: string[] = []
  for (const word of words)
    answers.push(await asyncio.toThread(lookUp, word))
  print(answers.join(' '))
}
