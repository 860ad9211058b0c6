import { defineDemo } from '../manifest'

export default defineDemo({
  title: 'A thread does not rescue CPU work, a process does',
  shows: 'A server on the loop answers as fast as it can, beside one computation: on the loop, in a thread, in a process.',
  modes: ['gil', 'free'],
  variants: {
    inline: { title: 'on the loop', accent: 'asyncio' },
    thread: { title: 'to_thread', accent: 'threads', threads: 1 },
    process: { title: 'process', threads: 1 },
  },
  figures: {
    rate: /(\d+) requests/,
  },
  bars: [
    { says: 'On the loop, nobody is served meanwhile', figure: 'inline.rate', atMost: 0 },
    { says: 'In a process, at least ten times as many are served as in a thread under the GIL', mode: 'gil', figure: { ratio: ['process.rate', 'thread.rate'] }, atLeast: 10, runs: 5, of: 'some' },
  ],
})
