import { defineDemo } from '../../live/content/manifest'

export default defineDemo({
  title: 'After an await, an older answer may be the last',
  shows: 'A user types “py”, then “python”: two searches are in flight. What is shown at the end is the answer that came last, and “Schedules” shows which that can be.',
  modes: ['gil'],
  threads: 2,
  variants: {
    asyncio: {
      title: 'last answer',
      accent: 'asyncio',
      inAllSchedules: { says: 'Either answer may be shown at the end', ends: ['results for py\n', 'results for python\n'] },
    },
    latest: {
      title: 'last question',
      accent: 'asyncio',
      inAllSchedules: { says: 'The answer to the last question is shown at the end, in whatever order the answers come', ends: ['results for python\n'] },
    },
  },
  result: ({ text }) => text.includes('python')
    ? { value: 'python', says: 'shown at the end: the order went well', tone: 'good' }
    : text.includes('py')
      ? { value: 'py', says: 'shown at the end: the older answer came last', tone: 'bad' }
      : undefined,
})
