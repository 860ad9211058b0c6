import { defineDemo } from '../../live/content/manifest'
import { timed } from '../../live/content/result'

export default defineDemo({
  title: 'The GIL makes two threads as fast as one',
  shows: 'Two computations: one after the other, in two threads, in two processes. With the GIL the lanes alternate, without it they run side by side.',
  modes: ['gil', 'free'],
  variants: {
    sequential: { title: 'one by one' },
    threads: { title: 'threads', accent: 'threads', threads: 2 },
    processes: { title: 'processes', threads: 2, recordedTwin: 'It starts processes, and a browser gives Python none: what is shown is a recording.' },
  },
  // fib(n + 1) takes as long as fib(n) and fib(n - 1) together.
  sized: { variable: 'N', variant: 'sequential', least: 28, most: 44, growth: 1.618, seconds: 1 },
  figures: {
    seconds: /took ([\d.]+) s/,
    fib: /= (\d+)/,
  },
  result: timed('both computations', 'sequential'),
  agree: ['sequential.fib', 'threads.fib', 'processes.fib'],
  bars: [
    { says: 'With the GIL two threads take as long as one after the other', mode: 'gil', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atLeast: 0.85, atMost: 1.25, runs: 7, of: 'median' },
    { says: 'With the GIL two processes take about half', where: 'deck', mode: 'gil', figure: { ratio: ['processes.seconds', 'sequential.seconds'] }, atMost: 0.8, runs: 5, of: 'median' },
    { says: 'Without it they run side by side', where: 'deck', mode: 'free', figure: { ratio: ['threads.seconds', 'sequential.seconds'] }, atMost: 0.75, runs: 5, of: 'median' },
  ],
})
