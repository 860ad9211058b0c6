import { defineDemo } from '../../live/content/manifest'
import { countText } from '../../live/content/result'

export default defineDemo({
  title: 'A thread won’t save CPU work, a process will',
  shows: 'A loop with an answer due every millisecond, beside one computation: on the loop, in a thread, in a process. What is counted is the answers.',
  modes: ['gil', 'free'],
  variants: {
    inline: { title: 'on the loop', accent: 'asyncio' },
    thread: { title: 'to_thread', accent: 'threads', threads: 1 },
    process: { title: 'process', threads: 1, recordedTwin: 'It starts processes, and a browser gives Python none: what is shown is a recording.' },
  },
  figures: {
    rate: /(\d+) answers/,
  },
  result: ({ figures: { rate }, variant }) => rate === undefined
    ? undefined
    : { value: `${countText(rate)} /s`, says: 'answers of the loop beside the job', tone: variant === 'inline' ? 'bad' : undefined },
  bars: [
    { says: 'On the loop, nothing is answered meanwhile', figure: 'inline.rate', atMost: 0 },
    { says: 'Beside a process, it answers at least twice as often as beside a thread under the GIL', mode: 'gil', figure: { ratio: ['process.rate', 'thread.rate'] }, atLeast: 2, runs: 5, of: 'median' },
  ],
})
