import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'A coroutine does nothing until something drives it',
  shows: 'Awaited one after the other, as tasks, and one that is forgotten: it never begins, and a warning says so.',
  modes: ['gil'],
  variants: {
    sequential: { title: 'await' },
    asyncio: { title: 'tasks', accent: 'asyncio' },
    forgotten: { title: 'forgotten', accent: 'asyncio' },
  },
  result: run => run.text.includes('was never awaited')
    ? { value: 'Never ran', says: 'One greeting: its coroutine was never awaited', tone: 'bad' }
    : timed('both greetings', 'sequential')(run),
  bars: [
    { says: 'Awaited one after the other, two waits take a second', figure: 'sequential.wall', atLeast: 1 },
    { says: 'As tasks they take the time of one', figure: { ratio: ['asyncio.wall', 'sequential.wall'] }, atMost: 0.7, runs: 3, of: 'median' },
  ],
})
