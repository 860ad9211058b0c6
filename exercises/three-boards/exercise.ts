import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Walk on to the next board',
  section: '02-why',
  task: [
    'Three opponents think, and the player stands beside each board until its move is made. Let all three think at the same time, and print “the round is over” when the last one has moved.',
    'Threads or tasks, as you like: both are in the demo above.',
  ],
  hints: [
    'In the demo above, the tab “threads” starts a thread for each page and then joins all of them.',
    '`new Thread({ target: think, args: [board] })`, then `start()` for all three, and only then `join()` for all three.',
    'Who joins each thread right after its start has one wait after the other again.',
  ],
  because: 'Thinking is waiting for the player, so all three waits fit beside each other. Starting all before joining any is what makes them overlap.',
  inPython: {
    hints: [
      'In the demo above, the tab “threads” starts a thread for each page and then joins all of them.',
      '`Thread(target=think, args=[board])`, then `start()` for all three, and only then `join()` for all three.',
      'Who joins each thread right after its start has one wait after the other again.',
    ],
  },
  threads: 3,
  checks: [
    {
      says: 'Each of the three boards gets its move',
      wrong: ({ lines }) => [1, 2, 3].every(board => lines.includes(`board ${board} has moved`)) ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'The round is over after the last move',
      wrong: ({ lines }) => lines.at(-1) === 'the round is over' ? undefined : `the last line is “${lines.at(-1) ?? ''}”`,
    },
    {
      says: 'All three think at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 3 ? undefined : `at most ${peakWaiting} of them waited at one time`,
    },
  ],
})
