import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Threads ask the loop: run_coroutine_threadsafe',
  shows: 'Two threads of a blocking library ask the loop for an answer and wait for it; the loop serves both at once.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    asyncio: { title: 'bridge' },
  },
  bars: [
    { says: 'Both wait at the same time', figure: 'asyncio.wall', atLeast: 0.2, atMost: 0.8, runs: 5, of: 'median' },
  ],
})
