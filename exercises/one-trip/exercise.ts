import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Book it all at once, or nothing',
  section: '07-asyncio',
  accent: 'asyncio',
  task: [
    'Train, hotel and museum are booked one after the other. When the hotel is full, the train has been paid for nothing. Book all three at the same time in a `TaskGroup`: when one fails, the others are cancelled before they are paid for.',
    'At the end print “the trip is off: no room”, and no booking.',
  ],
  hints: [
    '`await using group = new asyncio.TaskGroup()` is `async with asyncio.TaskGroup() as group:`; it ends when all of its tasks have.',
    '`group.createTask(book(\'train\', 0.3))` starts each of them.',
    'The group raises an `ExceptionGroup`: its `exceptions[0]` has the message.',
  ],
  because: 'No task outlives its group: the first error cancels the others, waits for them and is raised, in a group because several tasks may fail. No task goes on booking by itself.',
  inPython: {
    hints: [
      '`async with asyncio.TaskGroup() as group:` ends when all of its tasks have.',
      '`group.create_task(book(\'train\', 0.3))` starts each of them.',
      'The group raises an `ExceptionGroup`. `except* RuntimeError as error:` catches it; `error.exceptions[0]` has the message.',
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
