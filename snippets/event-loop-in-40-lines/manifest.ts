import { defineDemo } from '../../live/content/manifest'
import { secondsText } from '../../live/content/result'

export default defineDemo({
  title: 'An event loop is a queue, a list of timers and generators',
  shows: 'A loop of our own: it resumes what is ready, and sleeps until the next timer when nothing is.',
  modes: ['gil'],
  variants: {
    loop: { title: 'the loop', accent: 'asyncio' },
  },
  result: ({ seconds, text }) => text.includes('goodbye')
    ? { value: secondsText(seconds), says: 'for waits of 0.5 s and 0.3 s, in one thread' }
    : undefined,
  bars: [
    { says: 'Two waits of 0.5 s and 0.3 s take the time of the longer one', figure: 'loop.wall', atLeast: 0.5, atMost: 0.78, runs: 5, of: 'median' },
  ],
})
