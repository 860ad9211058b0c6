import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Five at a time',
  section: '08-non-blocking-io',
  accent: 'asyncio',
  task: [
    'All twenty requests start at once, and the server’s rate limiter refuses the sixth. Never have more than five in progress, and never fewer than you may.',
    '`fetch` counts how many are in progress; leave the counting as it is.',
  ],
  hints: [
    'An `asyncio.Semaphore` with the value 5 lets five in and makes the others wait.',
    '`await using _ = limit` is `async with limit:`, to the end of its block.',
    'It has to be around the counting too, or the count includes requests that are still waiting for a place.',
  ],
  because: 'The semaphore has five places; the sixth request waits until one is free. All twenty tasks exist at once, which is fine for twenty. For a million, let five workers take pages from a bounded queue.',
  inPython: {
    hints: [
      'An `asyncio.Semaphore(5)` lets five in and makes the others wait.',
      '`async with limit:` takes a place and releases it at the end of its block.',
      'It has to be around the counting too, or the count includes requests that are still waiting for a place.',
    ],
  },
  checks: [
    {
      says: 'At most five requests are in progress at one time',
      wrong: ({ lines }) => lines.at(-1) === '20 pages, at most 5 at a time' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'They really wait for their pages together',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting === 5 ? undefined : `${peakWaiting} waited for an answer at one time`,
    },
  ],
})
