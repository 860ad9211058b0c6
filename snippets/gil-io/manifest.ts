import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'A thread that waits has released the GIL: waits overlap',
  shows: 'The same two threads as before, but they wait for an answer: now the GIL is not in the way.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'one by one' },
    threads: { title: 'threads', accent: 'threads', threads: 2 },
  },
  figures: {
    seconds: /took ([\d.]+) s/,
  },
  result: timed('both waits', 'sequential'),
  bars: [
    { says: 'With the GIL two threads wait in half the time', mode: 'gil', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atMost: 0.7, runs: 3, of: 'median' },
  ],
})
