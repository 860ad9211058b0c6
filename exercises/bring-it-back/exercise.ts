import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Bring the results back',
  section: '03-threads',
  accent: 'threads',
  task: [
    'A thread returns nothing: the program prints 0. Let a `ThreadPoolExecutor` compute the squares of 1 to 6, and print their sum, 91.',
    'The squares have to be computed by the pool, at least three at a time.',
  ],
  hints: [
    '`using pool = new ThreadPoolExecutor({ maxWorkers: 3 })` is Python’s `with ThreadPoolExecutor(max_workers=3) as pool:`.',
    '`pool.map(square, range(1, 7))` returns the results one by one, in the order of the numbers.',
    'Add them up in main: `for (const value of pool.map(…)) total += value`.',
  ],
  because: 'The pool keeps a future for each call, and map returns their results in the order of the input. Only main adds them up, so nothing is shared and nothing needs a lock.',
  inPython: {
    hints: [
      '`with ThreadPoolExecutor(max_workers=3) as pool:` makes the pool and waits for all its calls at the end.',
      '`pool.map(square, range(1, 7))` returns the results one by one, in the order of the numbers.',
      'Add them up in main: `for value in pool.map(…): total += value`.',
    ],
  },
  threads: 3,
  checks: [
    {
      says: 'It prints 91',
      wrong: ({ lines }) => lines.at(-1) === '91' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'At least three squares are computed at a time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 3 ? undefined : `at most ${peakWaiting} threads slept at one time`,
    },
  ],
})
