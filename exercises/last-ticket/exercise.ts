import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'The last ticket, sold twice',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two tills sell ten tickets, and now and then an eleventh: both see the last one, and both sell it. Let them sell ten, never more, in every run, with the GIL and without.',
    'Both tills have to stay open: printing a ticket may not keep the other till waiting.',
  ],
  hints: [
    'Between the look at `left.value` and the write stands a wait. What must not be torn apart is the look and the write.',
    'Take the ticket first, with a lock around look and write; print it after the lock was given back.',
    '`using _ = lock.hold()` holds the lock to the end of its block. A function `take()` that returns whether there was a ticket is such a block.',
  ],
  because: 'Look and write are one step now, since nobody else can be between them. The slow part, printing, is outside of the lock, so the tills still work at the same time.',
  inPython: {
    task: [
      'Two tills sell ten tickets, and then some: both see the same ticket, and both sell it. Let them sell ten, never more, in every run, whoever runs when.',
      'Both tills have to stay open: printing a ticket may not keep the other till waiting.',
    ],
    hints: [
      'Between the look at `left` and the write stands a wait. What must not be torn apart is the look and the write.',
      'Take the ticket first, with a lock around look and write; print it after the lock was given back.',
      '`with lock:` holds the lock to the end of its block. Let a function `take()` have that block, and return whether there was a ticket.',
    ],
  },
  threads: 2,
  checks: [
    {
      says: 'Ten tickets are sold, none twice',
      wrong: ({ lines }) => lines.at(-1) === 'sold 10, left 0' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'Both tills print at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 2 ? undefined : 'never did both print at one time: the lock is held for too long',
    },
  ],
})
