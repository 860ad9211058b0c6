import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'Debug mode names the callback that took too long',
  shows: 'One of twelve pages stalls the loop. The timeline shows where, and asyncio\'s debug mode says which task.',
  modes: ['gil'],
  variants: {
    asyncio: { title: 'crawler', accent: 'asyncio', debug: true },
  },
  figures: {
    slow: /took ([\d.]+) seconds/,
  },
  result: ({ figures: { slow } }) => slow === undefined
    ? undefined
    : { value: `${slow.toFixed(1)} s`, says: 'one callback held the loop', tone: 'bad' },
  bars: [
    { says: 'The slow callback is named, with its time', figure: 'asyncio.slow', atLeast: 0.4 },
  ],
})
