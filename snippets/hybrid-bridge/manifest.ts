import { defineDemo } from '../../live/content/manifest'
import { secondsText } from '../../live/content/result'

export default defineDemo({
  title: 'Threads ask the loop: run_coroutine_threadsafe',
  shows: 'Two threads of a blocking library ask the loop for an answer and wait for it; the loop serves both at once.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    asyncio: { title: 'bridge' },
  },
  result: ({ seconds, text }) => {
    const answers = text.match(/\(MainThread\)/g)?.length ?? 0
    return answers === 0 ? undefined : { value: secondsText(seconds), says: `${answers} blocked threads answered by one loop`, tone: 'asyncio' }
  },
  bars: [
    { says: 'Both wait at the same time', figure: 'asyncio.wall', atLeast: 0.2, atMost: 0.8, runs: 5, of: 'median' },
  ],
})
