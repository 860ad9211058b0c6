import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Walk on to the next board',
  section: '02-why',
  task: [
    'Three opponents think, and the player waits at each board until its move is made. Make all three think at the same time, and print “the round is over” when the last one has moved.',
    'Threads or tasks, as you like: the demo of the downloads has both.',
  ],
  hints: [
    'In the demo of the downloads, the tab “threads” starts a thread for each page and then joins all of them.',
    '`new Thread({ target: think, args: [board] })`, then `start()` for all three, and only then `join()` for all three.',
    'If you join each thread right after starting it, the waits come one after the other again.',
  ],
  because: 'For the player, an opponent’s thinking is waiting, so all three waits can overlap. They do because all threads start before the first join.',
  inPython: {
    hints: [
      'In the demo of the downloads, the tab “threads” starts a thread for each page and then joins all of them.',
      '`Thread(target=think, args=[board])`, then `start()` for all three, and only then `join()` for all three.',
      'If you join each thread right after starting it, the waits come one after the other again.',
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
