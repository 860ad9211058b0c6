import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'One thread, still a race: look at the awaits',
  shows: 'Ten payments read the balance, await, and write it back. The same nine are lost in every run.',
  modes: ['gil'],
  variants: {
    asyncio: {
      title: 'await in between',
      accent: 'asyncio',
      inAllSchedules: { says: 'The loop’s order is fixed: one end only', ends: ['balance 110, lost 90\n'] },
    },
    together: { title: 'no await', accent: 'asyncio', inAllSchedules: { says: 'One end only', ends: ['balance 200, lost 0\n'] } },
    locked: { title: 'with lock', accent: 'asyncio', inAllSchedules: { says: 'One end only', ends: ['balance 200, lost 0\n'] } },
  },
  figures: {
    lost: /lost (\d+)/,
  },
  result: ({ figures: { lost } }) => lost === undefined
    ? undefined
    : lost > 0
      ? { value: `${lost} lost`, says: 'of the 100 paid in, on one thread', tone: 'bad' }
      : { value: '0 lost', says: 'All ten payments have arrived', tone: 'good' },
  agree: ['asyncio.lost', 'together.lost', 'locked.lost'],
  bars: [
    { says: 'The loss is exactly the same in every run', figure: 'asyncio.lost', atLeast: 90, atMost: 90, runs: 10, constant: true },
    { says: 'With no await between reading and writing none is lost', figure: 'together.lost', atMost: 0, runs: 5 },
    { says: 'With a lock none is lost', figure: 'locked.lost', atMost: 0, runs: 5 },
  ],
})
