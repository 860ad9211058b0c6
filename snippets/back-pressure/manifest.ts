import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Tasks are cheap. Servers aren’t. Set a limit',
  shows: 'A hundred pages: all at once, ten at a time by a semaphore, ten at a time by workers and a queue that makes the producer wait.',
  modes: ['gil'],
  variants: {
    unbounded: { title: 'no limit', accent: 'asyncio' },
    semaphore: { title: 'semaphore', accent: 'asyncio' },
    workers: { title: 'queue', accent: 'asyncio' },
  },
  figures: {
    peak: /at most (\d+) at a time/,
  },
  result: ({ figures: { peak } }) => peak === undefined
    ? undefined
    : { value: `${peak} at once`, says: peak > 10 ? 'The server gets all hundred requests together' : 'The server never sees more than ten', tone: peak > 10 ? 'bad' : 'good' },
  agree: ['unbounded.peak', 'semaphore.peak', 'workers.peak'],
  bars: [
    { says: 'Without a limit all hundred are in progress at once', figure: 'unbounded.peak', atLeast: 100, atMost: 100 },
    { says: 'A semaphore holds it at ten', figure: 'semaphore.peak', atLeast: 10, atMost: 10 },
    { says: 'So do ten workers and a queue', figure: 'workers.peak', atLeast: 10, atMost: 10 },
  ],
})
