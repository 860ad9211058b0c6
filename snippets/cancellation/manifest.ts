import { defineDemo } from '../../live/content/manifest'
import { secondsText } from '../../live/content/result'

export default defineDemo({
  title: 'Cancellation is an exception, raised at the await',
  shows: 'A task that takes too long is cancelled: it gets CancelledError where it waits, and its finally block runs.',
  modes: ['gil'],
  variants: {
    timeout: { title: 'timeout', accent: 'asyncio' },
    cancel: { title: 'cancel', accent: 'asyncio' },
  },
  result: ({ seconds, text, variant }) => {
    if (variant === 'timeout')
      return text.includes('took too long') ? { value: secondsText(seconds), says: 'for a wait of 2 s: cut short, and finally ran' } : undefined
    if (!text.includes('slow: cancelled'))
      return undefined
    return text.includes('slow was cancelled')
      ? { value: 'Cancelled', says: 'at its await, and main gets the exception', tone: 'good' }
      : { value: 'Swallowed', says: 'slow was cancelled, and main never finds out', tone: 'bad' }
  },
  bars: [
    { says: 'A timeout of 0.3 s ends a wait of two seconds', figure: 'timeout.wall', atLeast: 0.3, atMost: 0.6, runs: 5, of: 'median' },
    { says: 'So does a cancellation', figure: 'cancel.wall', atLeast: 0.3, atMost: 0.6, runs: 5, of: 'median' },
  ],
})
