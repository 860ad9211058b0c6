import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Two transfers that wait for each other',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Each transfer takes the lock of the account it pays from, then the lock of the other one. Two transfers in opposite directions wait for each other, for ever.',
    'Let both transfers be made, with both locks held while the money moves.',
  ],
  hints: [
    'Look at the ring under the output: who holds what, and who waits for what?',
    'A ring can’t close when everybody takes the locks in the same order, whichever way the money goes.',
    'Sort the two accounts by their number before you take their locks.',
  ],
  because: 'Each thread takes the lock of the account with the lower number first. Whoever holds the higher one has the lower one already, so nobody who waits holds what another one waits for.',
  threads: 2,
  checks: [
    {
      says: 'Both transfers are made',
      wrong: ({ lines }) => lines.at(-1) === 'Ada has 95, Guido has 105' ? undefined : `it printed ${quoted(lines)}`,
    },
  ],
})
