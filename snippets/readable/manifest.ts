import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A sync core in an async shell reads like the problem',
  shows: 'The same five prices: before, flags, a lock and globals; after, a pure function inside a task group that keeps the error.',
  modes: ['gil'],
  variants: {
    before: { title: 'before', accent: 'threads', threads: 5 },
    after: { title: 'after', accent: 'asyncio' },
  },
  bars: [
    { says: 'Both wait for all prices at once', figure: 'after.wall', atLeast: 0.1, atMost: 0.5, runs: 5, of: 'median' },
  ],
})
