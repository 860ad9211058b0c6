import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'One boundary, a pool of its own',
  section: '10-hybrids',
  task: [
    'A service on the loop looks words up in a library that blocks. The four words are looked up one after the other, in the default pool that everything else uses, too.',
    'Look all four up at the same time, in a pool of their own with four threads, and print the answers in the order of the words.',
  ],
  hints: [
    '`const pool = new ThreadPoolExecutor({ maxWorkers: 4 })` in main makes the pool; `pool.shutdown({ wait: false })` ends it. A `using` would block the loop at the end of its block, until the last thread is done.',
    '`loop.runInExecutor(pool, lookUp, word)` returns a future to await; `asyncio.getRunningLoop()` is the loop.',
    '`await asyncio.gather(...futures)` waits for all of them and returns the results in their order.',
  ],
  because: 'runInExecutor is the door from the loop into threads of your choice. A pool of its own keeps a slow library from filling the default pool, on which toThread and name look-ups depend as well.',
  inPython: {
    hints: [
      '`pool = ThreadPoolExecutor(max_workers=4)` in main makes the pool; `pool.shutdown(wait=False)` ends it. A `with` would block the loop at the end of its block, until the last thread is done.',
      '`loop.run_in_executor(pool, look_up, word)` returns a future to await; `asyncio.get_running_loop()` is the loop.',
      '`await asyncio.gather(*futures)` waits for all of them and returns the results in their order.',
    ],
    because: 'run_in_executor is the door from the loop into threads of your choice. A pool of its own keeps a slow library from filling the default pool, on which to_thread and name look-ups depend as well.',
  },
  threads: 4,
  checks: [
    {
      says: 'The four answers come in the order of the words',
      wrong: ({ lines }) => lines.at(-1) === 'TEA COFFEE MILK SUGAR' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'All four are looked up at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 4 ? undefined : `at most ${peakWaiting} waited at one time`,
    },
    {
      says: 'In a pool of their own',
      wrong: ({ lines }) => lines.filter(line => /: looking up \w+$/.test(line) && !line.startsWith('asyncio_')).length === 4
        ? undefined
        : 'the look-ups ran in the default pool, whose threads are called asyncio_0, asyncio_1 …',
    },
  ],
})
