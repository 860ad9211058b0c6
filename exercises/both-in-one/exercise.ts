import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Choose for each part',
  section: '13-choosing',
  task: [
    'A dashboard asks eight sensors, whose library awaits, and two reports, whose library blocks. Everything runs one after the other. Make all of it wait at the same time: choose for each part what suits it.',
    'Don’t change `sensor` and `report`: they belong to the libraries.',
  ],
  hints: [
    'Ask for each part: does its library block or await? If it awaits, use tasks. If it blocks, use threads.',
    '`asyncio.gather(…)` takes coroutines and futures alike.',
    '`asyncio.toThread(report, name)` turns a blocking call into something to await; eight threads for the sensors would be eight too many.',
  ],
  because: 'The sensors are tasks, because their library awaits. The reports are threads behind one boundary, because theirs blocks. One gather waits for both.',
  inPython: {
    hints: [
      'Ask for each part: does its library block or await? If it awaits, use tasks. If it blocks, use threads.',
      '`asyncio.gather(…)` takes coroutines and futures alike.',
      '`asyncio.to_thread(report, name)` turns a blocking call into something to await; eight threads for the sensors would be eight too many.',
    ],
  },
  threads: 2,
  checks: [
    {
      says: 'All sensors and both reports have answered',
      wrong: ({ lines }) => lines.at(-1) === '8 sensors, 2 reports' ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'All of it waits at the same time',
      of: 'some',
      wrong: ({ peakWaiting }) => peakWaiting >= 10 ? undefined : `at most ${peakWaiting} of the 10 waited at one time`,
    },
    {
      says: 'No thread is spent on what can be a task',
      wrong: ({ started }) => started <= 3 ? undefined : `it started ${started} threads`,
    },
  ],
})
