import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'The last ticket, sold twice',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two tills share ten tickets and sell nearly every one of them twice: both see the same ticket, and both sell it. Make them sell exactly ten, in every run, with the GIL and without.',
    'Both tills have to stay open: printing a ticket must not make the other till wait.',
  ],
  hints: [
    'There is a wait between reading `left.value` and writing it. Nothing may come between reading and writing.',
    'Take the ticket first, with a lock around the read and the write. Print it after the lock is released.',
    '`using _ = lock.hold()` holds the lock to the end of its block. A function `take()` that returns whether there was a ticket is such a block.',
  ],
  because: 'Reading and writing are one step now: the lock keeps the other till out. The slow part, printing, happens outside the lock, so both tills still work at the same time.',
  inPython: {
    task: [
      'Two tills share ten tickets and sell nearly every one of them twice: both see the same ticket, and both sell it. Make them sell exactly ten, in every run and every interleaving.',
      'Both tills have to stay open: printing a ticket must not make the other till wait.',
    ],
    hints: [
      'There is a wait between reading `left` and writing it. Nothing may come between reading and writing.',
      'Take the ticket first, with a lock around the read and the write. Print it after the lock is released.',
      '`with lock:` holds the lock to the end of its block. Put that block into a function `take()` that returns whether there was a ticket.',
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
