import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'Two hundred waits: the pool’s size is your speed limit',
  shows: '200 answers of 50 ms each: one by one, by the default pool, by a hundred threads, by tasks, and by to_thread, which is the default pool again.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'one by one' },
    pool: { title: 'default pool', accent: 'threads', threads: 32 },
    threads: { title: 'threads', accent: 'threads', threads: 100 },
    asyncio: { title: 'asyncio', accent: 'asyncio' },
    tothread: { title: 'to_thread', threads: 32 },
  },
  figures: {
    waits: /(\d+) waits/,
    seconds: /waits in ([\d.]+) s/,
  },
  result: timed('200 waits of 50 ms', 'pool'),
  agree: ['sequential.waits', 'pool.waits', 'threads.waits', 'asyncio.waits', 'tothread.waits'],
  bars: [
    { says: 'One by one, 200 waits of 50 ms take ten seconds', figure: 'sequential.seconds', atLeast: 10 },
    { says: 'asyncio takes at most a tenth of it', figure: { ratio: ['asyncio.seconds', 'sequential.seconds'] }, atMost: 0.1, runs: 2, of: 'median' },
    { says: 'The default pool is too small: it takes many rounds', where: 'cpython', figure: { ratio: ['pool.seconds', 'threads.seconds'] }, atLeast: 1.5, runs: 3, of: 'median' },
    { says: 'to_thread is the default pool', where: 'cpython', figure: { ratio: ['tothread.seconds', 'pool.seconds'] }, atLeast: 0.6, atMost: 1.6, runs: 3, of: 'median' },
  ],
})
