import { defineExercise, quoted } from '../../live/content/exercise'

export default defineExercise({
  title: 'Keep the heart beating',
  section: '09-benefits',
  accent: 'asyncio',
  task: [
    '`query` belongs to a driver that only knows blocking calls. While it waits, the heart stops. Keep it beating while the query runs.',
    'You can’t change `query`: it belongs to the driver.',
  ],
  hints: [
    'While a function runs that never awaits, nothing else on the loop can run.',
    'A thread may block: `asyncio.toThread(query)` runs it in one.',
    'It returns something to `await`.',
  ],
  because: 'The call blocks a thread of the default pool. The loop awaits that thread’s result, and runs other tasks meanwhile.',
  inPython: {
    hints: [
      'While a function runs that never awaits, nothing else on the loop can run.',
      'A thread may block: `asyncio.to_thread(query)` runs it in one.',
      'It returns something to `await`.',
    ],
  },
  threads: 1,
  checks: [
    {
      says: 'The query gets its answer',
      wrong: ({ lines }) => lines.includes('the answer is 42') ? undefined : `it printed ${quoted(lines)}`,
    },
    {
      says: 'The heart beats at least twice while the query runs',
      wrong({ lines }) {
        const from = lines.indexOf('the query begins')
        const to = lines.indexOf('the answer is 42')
        const beats = lines.slice(from, to).filter(line => line === 'beat').length
        return beats >= 2 ? undefined : `it beat ${beats === 0 ? 'not once' : 'once'} between the start of the query and its answer`
      },
    },
  ],
})
