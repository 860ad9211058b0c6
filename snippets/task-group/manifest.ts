import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A TaskGroup fails as one: no task is left behind',
  shows: 'The hotel is full. gather reports it, and train and museum are booked all the same; a TaskGroup cancels them.',
  modes: ['gil'],
  variants: {
    gather: { title: 'gather', accent: 'asyncio' },
    asyncio: { title: 'TaskGroup', accent: 'asyncio' },
  },
  result: ({ text }) => {
    const booked = text.match(/is booked/g)?.length ?? 0
    if (!text.includes('trip is off'))
      return undefined
    return booked > 0
      ? { value: `${booked} booked`, says: 'for a trip that is off', tone: 'bad' }
      : { value: '0 booked', says: 'The group cancelled the others', tone: 'good' }
  },
  bars: [
    { says: 'Both end in about half a second after the failure', figure: 'asyncio.wall', atLeast: 0.6, atMost: 1, runs: 5, of: 'median' },
  ],
})
