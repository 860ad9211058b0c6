import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'C code that releases the GIL runs side by side',
  shows: 'Two hashes of 32 MiB: hashlib releases the GIL while it works, so two threads use two cores.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'one by one' },
    threads: { title: 'threads', accent: 'threads', threads: 2 },
  },
  figures: {
    seconds: /took ([\d.]+) s/,
  },
  result: timed('both hashes', 'sequential'),
  bars: [
    { says: 'With the GIL two threads hash faster than one after the other', mode: 'gil', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atMost: 0.8, runs: 5, of: 'median' },
  ],
})
