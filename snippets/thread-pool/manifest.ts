import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'A pool keeps the threads and hands you the results',
  shows: 'Eight slow squares: by threads and a queue, by a pool and futures, by a pool and map. Four workers take turns.',
  modes: ['gil', 'free'],
  variants: {
    threads: { title: 'Thread', accent: 'threads', threads: 8 },
    submit: { title: 'submit', accent: 'threads', threads: 3 },
    pool: { title: 'map', accent: 'threads', threads: 4 },
  },
  figures: {
    last: /(\d+)\n?$/,
  },
  result: timed('eight slow squares', 'threads'),
  agree: ['pool.last'],
  bars: [
    { says: 'map gives the results in the order of the input', figure: 'pool.last', atLeast: 49, atMost: 49, runs: 5 },
    { says: 'Eight waits of 100 ms in four workers take two rounds', figure: 'pool.wall', atLeast: 0.2, atMost: 0.7, runs: 5, of: 'median' },
  ],
})
