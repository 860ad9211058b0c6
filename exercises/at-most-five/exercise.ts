import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Five at a time',
  section: '08-non-blocking-io',
  accent: 'asyncio',
  task: [
    'All twenty requests start at once, and the server’s limiter says no to the sixth. Never have more than five under way, and never fewer than you may.',
    '`fetch` counts how many are under way; leave the counting as it is.',
  ],
  hints: [
    'An `asyncio.Semaphore` with the value 5 lets five in and has the others wait.',
    '`await using _ = limit` is `async with limit:`, to the end of its block.',
    'It has to be around the counting too, or the count says what waits and not what is under way.',
  ],
  because: 'The semaphore has five places, and who comes sixth waits until one leaves. All twenty tasks exist at once, which is fine for twenty; for a million, let five workers take pages from a bounded queue.',
  inPython: {
    hints: [
      'An `asyncio.Semaphore(5)` lets five in and has the others wait.',
      '`async with limit:` takes a place, and gives it back at the end of its block.',
      'It has to be around the counting too, or the count says what waits and not what is under way.',
    ],
  },
  checks: [
    {
      says: 'At most five requests are under way at one time',
      wrong: ({ lines }) => lines.at(-1) === '20 pages, at most 5 at a time' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'They really wait for their pages together',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting === 5 ? undefined : `${peakWaiting} waited for an answer at one time`,
    },
  ],
})
