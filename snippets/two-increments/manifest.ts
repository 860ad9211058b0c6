import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Seventy schedules, and most of them lose an update',
  shows: 'Two threads add to one counter, twice each. A run shows one schedule; “Schedules” runs all of them, and steps through one that loses.',
  modes: ['free', 'gil'],
  threads: 2,
  variants: {
    threads: {
      title: '+= 1',
      accent: 'threads',
      inAllSchedules: { says: 'Seventy interleavings print 2, 3 or 4', ends: ['2\n', '3\n', '4\n'], interleavings: 70 },
      goal: {
        says: 'Lose an update with four accesses to the counter.',
        because: 'Both threads read before either wrote: two increments, and the counter is 1.',
        reached: ({ accesses, values }) => accesses === 4 && values.get('counter') === '1',
      },
    },
    locked: {
      title: 'with lock',
      accent: 'threads',
      inAllSchedules: { says: 'Every schedule prints 4', ends: ['4\n'] },
    },
  },
  figures: {
    counted: /^(\d+)/,
  },
  result: ({ figures: { counted } }) => counted === undefined
    ? undefined
    : { value: `${counted} of 4`, says: counted < 4 ? 'increments counted, in this schedule' : 'increments counted: one schedule of many', tone: counted < 4 ? 'bad' : 'good' },
  agree: ['locked.counted'],
  bars: [
    { says: 'With the lock every run counts to four, free-threaded', where: 'deck', mode: 'free', figure: 'locked.counted', atLeast: 4, atMost: 4, runs: 5 },
    { says: 'With the lock every run counts to four, with the GIL', mode: 'gil', figure: 'locked.counted', atLeast: 4, atMost: 4, runs: 5 },
  ],
})
