import { defineDemo } from '../../live/content/manifest'
import { countText } from '../../live/content/result'

export default defineDemo({
  title: '`+= 1` is three steps, and another thread fits between them',
  shows: 'Two threads add to one counter, five million times each; what is missing from ten million was lost.',
  modes: ['gil', 'free'],
  threads: 2,
  variants: {
    threads: { title: '+= 1', accent: 'threads' },
    call: { title: '+= int(1)', accent: 'threads' },
    locked: { title: 'with lock', accent: 'threads' },
  },
  figures: {
    lost: /lost (\d+)/,
    of: /lost \d+ of (\d+)/,
  },
  result: ({ figures: { lost, of } }) => lost === undefined || of === undefined
    ? undefined
    : lost > 0
      ? { value: `${countText(lost)} lost`, says: `${Math.round(100 * lost / of)} % of ${countText(of)} updates`, tone: 'bad' }
      : { value: '0 lost', says: `All ${countText(of)} updates are there`, tone: 'good' },
  agree: ['locked.lost'],
  bars: [
    { says: 'Without the GIL, += 1 loses updates', where: 'deck', mode: 'free', figure: 'threads.lost', atLeast: 1, runs: 3, of: 'median' },
    { says: 'With the GIL, += 1 happens to lose none: there is no place to hand over in it', where: 'deck', mode: 'gil', figure: 'threads.lost', atMost: 0, runs: 5 },
    { says: 'With the GIL, += int(1) loses some: a call is such a place', mode: 'gil', figure: 'call.lost', atLeast: 1, runs: 5, of: 'some' },
    { says: 'With the lock none is lost, free-threaded', where: 'deck', mode: 'free', figure: 'locked.lost', atMost: 0, runs: 20 },
    { says: 'With the lock none is lost, with the GIL', mode: 'gil', figure: 'locked.lost', atMost: 0, runs: 5 },
  ],
})
