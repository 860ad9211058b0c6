import { defineDemo } from '../../live/content/manifest'
import { secondsText } from '../../live/content/result'

export default defineDemo({
  title: 'Don’t share. Hand over, through a queue',
  shows: 'A cook puts orders on a counter for two; the waiter is slower, so the cook has to wait.',
  modes: ['gil', 'free'],
  variants: {
    threads: { title: 'threads', accent: 'threads', threads: 2 },
    asyncio: { title: 'asyncio', accent: 'asyncio' },
  },
  figures: {
    served: /order (\d+) is served\n?$/,
  },
  result: ({ figures: { served }, seconds }) => served === undefined
    ? undefined
    : { value: `${served} served`, says: `in ${secondsText(seconds)}: the slower side sets the pace` },
  agree: ['threads.served', 'asyncio.served'],
  bars: [
    { says: 'Every order is served, in order', figure: 'threads.served', atLeast: 6, atMost: 6, runs: 5 },
    { says: 'Every order is served, in order, by tasks', figure: 'asyncio.served', atLeast: 6, atMost: 6, runs: 5 },
    { says: 'The slower side sets the pace', figure: 'threads.wall', atLeast: 0.6, atMost: 1.2, runs: 5, of: 'median' },
  ],
})
