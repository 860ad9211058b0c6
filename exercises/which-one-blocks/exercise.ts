import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Which one blocks?',
  section: '11-debugging',
  accent: 'asyncio',
  task: [
    'Five steps of a service run as tasks, and one of them blocks the loop. Find it on the timeline, and make it wait like the others.',
    'Run it before you read it, and click the span during which nothing else runs.',
  ],
  hints: [
    'While one task blocks, no other one runs. Select its span: the box under the timeline names the line.',
    '`time.sleep` blocks the thread and with it the loop; `asyncio.sleep` suspends one task.',
    'A function that awaits has to be `async`, and its caller has to await it.',
  ],
  because: 'One call of time.sleep, three functions down, blocked all the others. Now it is async and awaited all the way up, so it waits beside them.',
  checks: [
    {
      says: 'All five steps are done',
      wrong: ({ lines }) => lines.at(-1) === 'done: 5' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'All five wait at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 5 ? undefined : `at most ${peakWaiting} waited at one time`,
    },
  ],
})
