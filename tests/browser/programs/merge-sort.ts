import { print, range, sorted } from 'builtins'
import { ThreadPoolExecutor } from 'concurrent.futures'
import * as random from 'random'
import { currentThread } from 'threading'

const SIZE = 8000
const DEPTH = 2

function merge(left: number[], right: number[]) {
  const merged: number[] = []
  let i = 0
  let j = 0
  while (i < left.length && j < right.length) {
    if (left[i] <= right[j])
      merged.push(left[i++])
    else
      merged.push(right[j++])
  }
  return [...merged, ...left.slice(i), ...right.slice(j)]
}

function sortHere(values: number[]): number[] {
  if (values.length < 2)
    return values
  const middle = Math.floor(values.length / 2)
  return merge(sortHere(values.slice(0, middle)), sortHere(values.slice(middle)))
}

function mergeSort(pool: ThreadPoolExecutor, values: number[], depth: number): number[] {
  if (depth === 0) {
    print(`${currentThread().name} sorts ${values.length} numbers`)
    return sortHere(values)
  }
  const middle = Math.floor(values.length / 2)
  // One half goes to the pool, the other is done here.
  const left = pool.submit(mergeSort, pool, values.slice(0, middle), depth - 1)
  const right = mergeSort(pool, values.slice(middle), depth - 1)
  const merged = merge(left.result(), right)
  print(`${currentThread().name} merged ${merged.length} numbers`)
  return merged
}

export function main() {
  const rng = new random.Random(7)
  const values = range(SIZE).map(() => rng.randint(0, 99_999))
  let result: number[] = []
  {
    // With this depth three calls are submitted: a worker for each, so none starves.
    using pool = new ThreadPoolExecutor({ maxWorkers: 2 ** DEPTH })
    result = mergeSort(pool, values, DEPTH)
  }
  print('smallest', result.slice(0, 3), 'largest', result.slice(-3))
  const expected = sorted(values)
  const ok = result.length === expected.length && result.every((value, n) => value === expected[n])
  print(`sorted ${result.length}:`, ok)
}
