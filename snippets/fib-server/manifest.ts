import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'One busy thread may make an answer wait for the GIL',
  shows: 'Two hundred small requests to a server thread, alone and beside one thread that computes: most answers are as fast as before, the slowest wait for the switch interval of 5 ms, once or more.',
  modes: ['gil', 'free'],
  variants: {
    idle: { title: 'alone', accent: 'threads', threads: 1 },
    busy: { title: 'beside a busy thread', accent: 'threads', threads: 2 },
  },
  figures: {
    median: /median ([\d.]+) ms/,
    p99: /p99 ([\d.]+) ms/,
  },
  result: ({ figures: { median, p99 }, variant, other }) => {
    if (median === undefined || p99 === undefined)
      return undefined
    const alone = variant === 'busy' ? other('idle')?.figures.p99 : undefined
    return { value: `p99 ${p99.toFixed(1)} ms`, says: alone === undefined ? `median ${median.toFixed(2)} ms` : `${alone.toFixed(1)} ms alone; median ${median.toFixed(2)} ms`, tone: variant === 'busy' && p99 > 2 ? 'bad' : undefined }
  },
  bars: [
    { says: 'With the GIL, a busy thread makes the slowest answers at least five times as slow', mode: 'gil', figure: { ratio: ['busy.p99', 'idle.p99'] }, atLeast: 5, runs: 5, of: 'some' },
  ],
})
