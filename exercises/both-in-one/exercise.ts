import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Choose for each part',
  section: '13-choosing',
  task: [
    'A dashboard asks eight sensors, whose library is async, and two reports, whose library blocks. Everything runs one after the other. Let all of it wait at the same time: choose for each part what suits it.',
    'Don’t change `sensor` and `report`: they are the libraries’.',
  ],
  hints: [
    'Ask of each part: through what does it wait? An async library: tasks. A blocking one: threads.',
    '`asyncio.gather(…)` takes coroutines and futures alike.',
    '`asyncio.toThread(report, name)` turns a blocking call into something to await; eight threads for the sensors would be eight too many.',
  ],
  because: 'The sensors are tasks, since their library is async; the reports are threads behind one border, since theirs blocks; and one gather waits for both kinds.',
  inPython: {
    hints: [
      'Ask of each part: through what does it wait? An async library: tasks. A blocking one: threads.',
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
