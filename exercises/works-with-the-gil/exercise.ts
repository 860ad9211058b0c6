import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'It works with the GIL',
  section: '05-gil',
  accent: 'threads',
  task: [
    'Two threads count even numbers. With the GIL the sum is right in every run; free-threaded it isn’t. Make it right in both.',
    'Take the lock twice, not a million times.',
  ],
  hints: [
    'A lock around `found.value += 1` is correct but slow: the threads spend their time handing it over.',
    'Data that only one thread uses needs no lock: count in a local variable.',
    'At the end of `work`, add the local count to `found` once, under the lock.',
  ],
  because: 'Each thread counts in a local variable; what is shared is touched twice in all. That is correct in every interleaving, with the GIL and without, and the fastest way in both.',
  onlyTypescript: 'In TypeScript only: CPython in the browser has the GIL, with which the start is right already.',
  threads: 2,
  checks: [
    {
      says: 'All 1000000 even numbers are counted',
      wrong: ({ lines }) => lines.at(-1) === 'found 1000000' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'Two threads do the work',
      wrong: ({ started }) => started >= 2 ? undefined : `it started ${started === 0 ? 'no thread' : 'one'}`,
    },
  ],
})
