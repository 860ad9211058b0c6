import { defineDemo } from '../../live/content/manifest'
import { countText } from '../../live/content/result'

export default defineDemo({
  title: 'A thread does not rescue CPU work, a process does',
  shows: 'A task counts how often the loop gets round, where a server would answer, beside one computation: on the loop, in a thread, in a process.',
  modes: ['gil', 'free'],
  variants: {
    inline: { title: 'on the loop', accent: 'asyncio' },
    thread: { title: 'to_thread', accent: 'threads', threads: 1 },
    process: { title: 'process', threads: 1, recordedTwin: 'It starts processes, and a browser gives Python none: what is shown is a recording.' },
  },
  figures: {
    rate: /(\d+) turns/,
  },
  result: ({ figures: { rate }, variant }) => rate === undefined
    ? undefined
    : { value: `${countText(rate)} /s`, says: 'turns of the loop beside the job', tone: variant === 'inline' ? 'bad' : undefined },
  bars: [
    { says: 'On the loop, it does not get round at all meanwhile', figure: 'inline.rate', atMost: 0 },
    { says: 'Beside a process, it gets round at least ten times as often as beside a thread under the GIL', mode: 'gil', figure: { ratio: ['process.rate', 'thread.rate'] }, atLeast: 10, runs: 5, of: 'median' },
  ],
})
