// Map and reduce: each text is counted on a thread of a pool, the counts are merged.
import { print, range, sum } from 'builtins'
import { Counter } from 'collections'
import { ThreadPoolExecutor } from 'concurrent.futures'
import { reduce } from 'functools'
import { currentThread } from 'threading'
import { sleep } from 'time'

const SENTENCES = [
  'The quick brown fox jumps over the lazy dog',
  'The lock is held while the counter is read',
  'A queue hands the work to the next thread',
  'Nobody waits for a thread that never ends',
]
const TEXTS = range(40).map(n => SENTENCES[n % SENTENCES.length])

function count(text: string) {
  sleep(0.02) // as if it came from a disk
  const words = text.toLowerCase().split(' ')
  print(`${currentThread().name}: ${words.length} words`)
  return new Counter(words)
}

function merge(total: Counter<string>, part: Counter<string>) {
  total.update(part)
  return total
}

function countAll() {
  using pool = new ThreadPoolExecutor({ maxWorkers: 4, threadNamePrefix: 'mapper' })
  return reduce(merge, pool.map(count, TEXTS))
}

export function main() {
  const total = countAll()
  for (const [word, times] of total.mostCommon({ n: 3 }))
    print(`${word.padEnd(8)} ${times}`)
  const words = sum(total.values())
  const right = words === 350 && total.get('the') === 60
  print(`words ${words}, 'the' ${total.get('the')}: ${right ? 'True' : 'False'}`)
}
