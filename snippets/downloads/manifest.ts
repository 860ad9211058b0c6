import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'Twenty downloads: two seconds, or a tenth',
  shows: 'Twenty pages, each of which the server takes 100 ms for: one after the other, in twenty threads, in twenty tasks.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'one by one' },
    threads: { title: 'threads', accent: 'threads', threads: 20 },
    asyncio: { title: 'asyncio', accent: 'asyncio' },
  },
  figures: {
    pages: /^(\d+) pages in/m,
    seconds: /pages in ([\d.]+) s/,
  },
  result: timed('20 downloads', 'sequential'),
  agree: ['sequential.pages', 'threads.pages', 'asyncio.pages'],
  bars: [
    { says: 'One by one, 20 waits of 100 ms take at least two seconds', figure: 'sequential.seconds', atLeast: 2 },
    { says: 'Threads take less than a quarter of it', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atMost: 0.25, runs: 5, of: 'median' },
    { says: 'asyncio takes less than a quarter of it', figure: { ratio: ['asyncio.seconds', 'sequential.seconds'] }, atMost: 0.25, runs: 5, of: 'median' },
  ],
})
