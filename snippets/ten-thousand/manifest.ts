import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'Ten thousand waits of one second take hardly more than one',
  shows: 'Ten thousand waits of one second, live on the event loop; by threads it is a recording of CPython.',
  modes: ['gil'],
  variants: {
    asyncio: { title: 'asyncio', accent: 'asyncio' },
    threads: { title: 'threads', accent: 'threads', typescript: false, recordedTwin: 'It starts ten thousand threads, and a browser has memory for a few hundred of them: what is shown is a recording.' },
  },
  figures: {
    seconds: /in ([\d.]+) s/,
  },
  result: timed('10,000 waits of one second'),
  bars: [
    { says: 'Ten thousand waits of a second take hardly more than one', figure: 'asyncio.seconds', atLeast: 1, atMost: 2, runs: 5, of: 'median' },
  ],
})
