import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'One blocking call stalls everybody',
  shows: 'A heartbeat each 100 ms, and a handler that blocks for a second: on the loop, and in a thread.',
  modes: ['gil'],
  variants: {
    blocking: { title: 'blocks the loop', accent: 'asyncio' },
    tothread: { title: 'to_thread', threads: 1 },
  },
  figures: {
    stall: /beat after (1\.\d)/,
  },
  result: ({ text }) => {
    const beats = Array.from(text.matchAll(/beat after ([\d.]+) s/g), ([, time]) => Number(time))
    const gap = Math.max(...beats.map((time, i) => time - (beats[i - 1] ?? 0)))
    return beats.length === 0
      ? undefined
      : { value: `${gap.toFixed(1)} s`, says: gap > 0.5 ? 'without a beat: nothing else could run' : 'between beats at most: the loop stays free', tone: gap > 0.5 ? 'bad' : 'good' }
  },
  bars: [
    { says: 'A call that blocks for a second makes the heart miss a second', figure: 'blocking.stall', atLeast: 1 },
    { says: 'In a thread, the handler and the heart share the second', figure: { ratio: ['tothread.wall', 'blocking.wall'] }, atMost: 0.9, runs: 3, of: 'median' },
  ],
})
