import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A sync core in an async shell reads like the problem',
  shows: 'The same five prices: before, flags, a lock and globals; after, a pure function inside a task group that keeps the error.',
  modes: ['gil'],
  variants: {
    before: { title: 'before', accent: 'threads', threads: 5 },
    after: { title: 'after', accent: 'asyncio' },
  },
  result: ({ text, variant }) => {
    const why = /no total: (.+)/.exec(text)?.[1]
    if (variant === 'after')
      return why === undefined ? undefined : { value: 'No total', says: `and the error says why: ${why}`, tone: 'good' }
    return text.includes('failed') ? { value: 'failed', says: 'and nothing says what, or why', tone: 'bad' } : undefined
  },
  bars: [
    { says: 'Both wait for all prices at once', figure: 'after.wall', atLeast: 0.1, atMost: 0.5, runs: 5, of: 'median' },
  ],
})
