import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Which one blocks?',
  section: '11-debugging',
  accent: 'asyncio',
  task: [
    'Five steps of a service run as tasks, and one of them stalls the loop: the timeline has a gap. Find it, and let it wait like the others.',
    'Run it before you read it, and press on the gap.',
  ],
  hints: [
    'In the gap no task runs and none becomes ready. Its line stands in the timeline’s box.',
    '`time.sleep` blocks the thread, and so the loop; `asyncio.sleep` blocks one task.',
    'A function that is to await has to be `async`, and who calls it has to await it.',
  ],
  because: 'One call of time.sleep, three functions down, stood for all others. Made async, and awaited all the way up, it waits beside them.',
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
