import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'A thread is a function that runs beside you',
  shows: 'Two greetings of half a second each, one after the other and in two threads.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'calls' },
    threads: { title: 'threads', accent: 'threads', threads: 2 },
  },
  result: timed('both greetings', 'sequential'),
  bars: [
    { says: 'Two calls of half a second take a second', figure: 'sequential.wall', atLeast: 1 },
    { says: 'Two threads take about the time of one', figure: { ratio: ['threads.wall', 'sequential.wall'] }, atMost: 0.7, runs: 3, of: 'median' },
  ],
})
