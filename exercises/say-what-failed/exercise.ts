import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Say what failed',
  section: '12-readability',
  task: [
    'A flag says that something failed, but not what. Keep the error itself: print the total of what worked and the message of what didn’t.',
    'No flag, no lock, no `shared`: a pool and its futures are all you need.',
  ],
  hints: [
    '`pool.submit(price, item)` returns a future; `future.result()` returns the price or raises the error of that call.',
    'Submit all calls first, then ask for their results.',
    '`try { total += future.result() } catch (error) { … }`, once for each future.',
  ],
  because: 'An error is a result too: the future keeps it until you ask for the result. price() is a plain function again, which a test can call without any thread.',
  inPython: {
    task: [
      'A flag says that something failed, but not what. Keep the error itself: print the total of what worked and the message of what didn’t.',
      'No flag, no lock, no `global`: a pool and its futures are all you need.',
    ],
    hints: [
      '`pool.submit(price, item)` returns a future; `future.result()` returns the price or raises the error of that call.',
      'Submit all calls first, then ask for their results.',
      '`try: total += future.result()` and `except ValueError as error:`, once for each future.',
    ],
  },
  threads: 5,
  checks: [
    {
      says: 'It prints what failed, and the total of the others',
      wrong: ({ lines }) => lines.includes('failed: nothing costs 3') && lines.includes('total 21') ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'The prices are asked for at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 3 ? undefined : `at most ${peakWaiting} waited at one time`,
    },
  ],
})
