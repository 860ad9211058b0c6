import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Two locks in two orders: everybody waits',
  shows: 'Each of two threads holds one lock and waits for the other\'s. Taken in one order by both, nobody waits forever.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    threads: {
      title: 'two orders',
      accent: 'threads',
      fails: { kind: 'deadlock', because: 'Each thread holds the lock that the other one waits for.' },
    },
    ordered: {
      title: 'one order',
      accent: 'threads',
      inAllSchedules: { says: 'No schedule deadlocks', ends: ['Ada has both and eats\nGuido has both and eats\n', 'Guido has both and eats\nAda has both and eats\n'] },
    },
  },
  result: ({ variant, text }) => variant === 'ordered' && text.includes('eats')
    ? { value: 'No deadlock', says: 'One order for both: the second one waits its turn', tone: 'good' }
    : undefined,
  bars: [
    { says: 'In one order both eat, one after the other', figure: 'ordered.wall', atLeast: 0.2, atMost: 0.6, runs: 5, of: 'median' },
  ],
})
