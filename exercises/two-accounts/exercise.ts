import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Two transfers that wait for each other',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Each transfer takes the lock of the account it pays from, then the lock of the other one. Two transfers in opposite directions wait for each other forever.',
    'Make both transfers succeed, with both locks held while the money moves.',
  ],
  hints: [
    'Look at the ring in the output: which thread holds which lock, and which one does it wait for?',
    'No ring can close when all threads take the locks in the same order, whichever way the money goes.',
    'Sort the two accounts by their number before you take their locks.',
  ],
  because: 'Each thread takes the lock of the account with the lower number first. A thread that holds the higher one already has the lower one, so a waiting thread never holds what another one needs.',
  threads: 2,
  checks: [
    {
      says: 'Both transfers are made',
      wrong: ({ lines }) => lines.at(-1) === 'Ada has 95, Guido has 105' ? undefined : `it printed ${quoted(lines)}`,
    },
  ],
})
