import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Book it all at once, or nothing',
  section: '07-asyncio',
  accent: 'asyncio',
  task: [
    'Train, hotel and museum are booked one after the other, and when the hotel is full, the train is paid for in vain. Book all three at the same time in a `TaskGroup`; when one fails, the others are cancelled before they are paid for.',
    'Print “the trip is off: no room” at the end, and nothing of a booking.',
  ],
  hints: [
    '`await using group = new asyncio.TaskGroup()` is `async with asyncio.TaskGroup() as group:`; it ends when all of its tasks have.',
    '`group.createTask(book(\'train\', 0.3))` starts each of them.',
    'What comes out of the group is an `ExceptionGroup`: its `exceptions[0]` has the message.',
  ],
  because: 'The group is the lifetime of its tasks: the first error cancels the others, waits for them and comes out, in a group since several may fail. No task is left to book on by itself.',
  inPython: {
    hints: [
      '`async with asyncio.TaskGroup() as group:` ends when all of its tasks have.',
      '`group.create_task(book(\'train\', 0.3))` starts each of them.',
      'What comes out of the group is an `ExceptionGroup`: its `exceptions[0]` has the message.',
    ],
  },
  checks: [
    {
      says: 'The trip is off, and nothing is booked',
      wrong: ({ lines }) => lines.length === 1 && lines[0] === 'the trip is off: no room' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'All three are asked at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 3 ? undefined : `at most ${peakWaiting} of them waited at one time`,
    },
  ],
})
