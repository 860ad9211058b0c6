import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Cancellation is an exception, raised at the await',
  shows: 'A task that takes too long is cancelled: it gets CancelledError where it waits, and its finally block runs.',
  modes: ['gil'],
  variants: {
    timeout: { title: 'timeout', accent: 'asyncio' },
    cancel: { title: 'cancel', accent: 'asyncio' },
  },
  bars: [
    { says: 'A timeout of 0.3 s ends a wait of two seconds', figure: 'timeout.wall', atLeast: 0.3, atMost: 0.6, runs: 5, of: 'median' },
    { says: 'So does a cancellation', figure: 'cancel.wall', atLeast: 0.3, atMost: 0.6, runs: 5, of: 'median' },
  ],
})
