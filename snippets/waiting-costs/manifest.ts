import { defineDemo } from '../../live/content/manifest'

const NOT_TESTED = 'It starts a thousand threads to measure their memory: it is recorded, and not run by the tests.'
const RECORDED = 'It measures the memory of the Python process, which a browser does not tell: what is shown is a recording.'

export default defineDemo({
  title: 'Ten thousand tasks wait in the memory of a few hundred threads',
  shows: 'A thousand threads wait for an event, ten thousand tasks sleep: the memory of each, and the time of a switch from one to another.',
  modes: ['gil'],
  variants: {
    threads: { title: 'threads', accent: 'threads', typescript: false, twinNote: NOT_TESTED, recordedTwin: RECORDED },
    asyncio: { title: 'asyncio', accent: 'asyncio', typescript: false, twinNote: NOT_TESTED, recordedTwin: RECORDED },
  },
  figures: {
    each: /in ([\d.]+) KiB each/,
    switch: /takes ([\d.]+) µs/,
  },
  bars: [
    { says: 'A waiting thread takes the memory of at least ten waiting tasks', where: 'cpython', figure: { ratio: ['threads.each', 'asyncio.each'] }, atLeast: 10, of: 'median' },
  ],
})
