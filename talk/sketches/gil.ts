import type { Sketch } from './model'
import { GIL, IO, RUN } from './model'

/** The forced switch after the interval. */
export const gilHandover: Sketch = {
  alt: 'Two threads. Thread 1 computes; thread 2 waits for the GIL. After 5 ms thread 2 asks for it; at its next check thread 1 releases it, and the roles are swapped, again and again. Never do both run.',
  length: 100,
  lanes: [
    { name: 'Thread-1', accent: 'threads', spans: [[RUN, 0, 30, 'computes'], [GIL, 30, 60, 'waits for the GIL'], [RUN, 60, 90, 'computes'], [GIL, 90, 100]] },
    { name: 'Thread-2', accent: 'threads', spans: [[GIL, 4, 30, 'waits for the GIL'], [RUN, 30, 60, 'computes'], [GIL, 60, 90, 'waits for the GIL'], [RUN, 90, 100]] },
  ],
  marks: [
    { at: 30, from: 0, to: 1, label: '5 ms' },
    { at: 60, from: 1, to: 0, label: '5 ms' },
    { at: 90, from: 0, to: 1, label: '5 ms', side: 'left' },
  ],
}

/** The voluntary switch at a wait. */
export const gilRelease: Sketch = {
  alt: 'Two threads. Thread 1 computes briefly and then waits for the network; the moment it does, thread 2 runs, until it waits too. Both wait at the same time, and the GIL is free.',
  length: 100,
  lanes: [
    { name: 'Thread-1', accent: 'threads', spans: [[RUN, 0, 12, 'request'], [IO, 12, 74, 'waits for the answer, without the GIL'], [RUN, 74, 88, 'answer']] },
    { name: 'Thread-2', accent: 'threads', spans: [[GIL, 0, 12], [RUN, 12, 24, 'request'], [IO, 24, 86, 'waits for the answer, without the GIL'], [GIL, 86, 88], [RUN, 88, 100, 'answer']] },
  ],
  marks: [{ at: 12, from: 0, to: 1 }],
}
