import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A TaskGroup fails as one: no task is left behind',
  shows: 'The hotel is full. gather tells you, and lets the train and the museum be booked all the same; a TaskGroup cancels them.',
  modes: ['gil'],
  variants: {
    gather: { title: 'gather', accent: 'asyncio' },
    asyncio: { title: 'TaskGroup', accent: 'asyncio' },
  },
  bars: [
    { says: 'Both end in about half a second after the failure', figure: 'asyncio.wall', atLeast: 0.6, atMost: 1, runs: 5, of: 'median' },
  ],
})
