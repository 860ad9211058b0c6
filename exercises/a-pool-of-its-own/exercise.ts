import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'One border, a pool of its own',
  section: '10-hybrids',
  task: [
    'A service on the loop looks words up in a library that blocks. The four words are looked up one after the other, through the default pool, which everybody uses.',
    'Look all four up at the same time, in a pool of their own with four threads, and print the answers in the order of the words.',
  ],
  hints: [
    '`using pool = new ThreadPoolExecutor({ maxWorkers: 4 })` in main makes the pool, and shuts it down at the end.',
    '`loop.runInExecutor(pool, lookUp, word)` gives a future for the loop; `asyncio.getRunningLoop()` is the loop.',
    '`await asyncio.gather(...futures)` waits for all, and gives the results in their order.',
  ],
  because: 'runInExecutor is the door from the loop into threads of your choice. A pool of its own keeps a slow library from filling the default pool, on which toThread and name look-ups depend as well.',
  inPython: {
    hints: [
      '`with ThreadPoolExecutor(max_workers=4) as pool:` in main makes the pool, and shuts it down at the end.',
      '`loop.run_in_executor(pool, look_up, word)` gives a future for the loop; `asyncio.get_running_loop()` is the loop.',
      '`await asyncio.gather(*futures)` waits for all, and gives the results in their order.',
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
