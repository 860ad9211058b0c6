import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'A coroutine does nothing until something drives it',
  shows: 'Awaited one after the other, as tasks, and one that is forgotten: it never begins, and a warning says so.',
  modes: ['gil'],
  variants: {
    sequential: { title: 'await' },
    asyncio: { title: 'tasks', accent: 'asyncio' },
    forgotten: { title: 'forgotten', accent: 'asyncio' },
  },
  bars: [
    { says: 'Awaited one after the other, two waits take a second', figure: 'sequential.wall', atLeast: 1 },
    { says: 'As tasks they take the time of one', figure: { ratio: ['asyncio.wall', 'sequential.wall'] }, atMost: 0.7, runs: 3, of: 'median' },
  ],
})
