import type { Sketch } from './model'
import { IO, READY, RUN } from './model'

/** Blocking calls that wait at the same time. */
export const useWaiting: Sketch = {
  alt: 'Three threads wait for their answers at the same time.',
  length: 60,
  lanes: [
    { name: 'A', accent: 'threads', spans: [[RUN, 1, 5], [IO, 5, 44], [RUN, 44, 50]] },
    { name: 'B', accent: 'threads', spans: [[RUN, 5, 9], [IO, 9, 36], [RUN, 36, 43]] },
    { name: 'C', accent: 'threads', spans: [[RUN, 9, 13], [IO, 13, 52], [RUN, 52, 58]] },
  ],
}

/** A main loop that answers while another thread works. */
export const useWindow: Sketch = {
  alt: 'A main thread answers briefly again and again, while a worker is busy for long.',
  length: 60,
  lanes: [
    { name: 'M', accent: 'threads', spans: [[RUN, 1, 4], [RUN, 13, 16], [RUN, 25, 28], [RUN, 37, 40], [RUN, 49, 52]] },
    { name: 'W', accent: 'threads', spans: [[RUN, 4, 13], [RUN, 16, 25], [RUN, 28, 37], [RUN, 40, 49], [RUN, 52, 58]] },
  ],
}

/** C code without the GIL, side by side. */
export const useC: Sketch = {
  alt: 'Three threads compute in C code at the same time.',
  length: 60,
  lanes: [
    { name: 'A', accent: 'threads', spans: [[RUN, 1, 52]] },
    { name: 'B', accent: 'threads', spans: [[RUN, 3, 56]] },
    { name: 'C', accent: 'threads', spans: [[RUN, 5, 49]] },
  ],
}

/** Many waits on one loop. */
export const useMany: Sketch = {
  alt: 'Three tasks run for a moment each and then wait for their answers at the same time.',
  length: 60,
  lanes: [
    { name: '1', accent: 'asyncio', spans: [[RUN, 1, 3], [IO, 3, 40], [RUN, 40, 42]] },
    { name: '2', accent: 'asyncio', spans: [[READY, 1, 3], [RUN, 3, 5], [IO, 5, 30], [RUN, 30, 32]] },
    { name: '3', accent: 'asyncio', spans: [[READY, 1, 5], [RUN, 5, 7], [IO, 7, 52], [RUN, 52, 54]] },
  ],
}

/** A wait that a deadline ends. */
export const useDeadline: Sketch = {
  alt: 'Two tasks wait for answers; one gets it in time, the other is cancelled at the deadline, and cleans up.',
  length: 60,
  lanes: [
    { name: '1', accent: 'asyncio', spans: [[RUN, 1, 3], [IO, 3, 24], [RUN, 24, 27]] },
    { name: '2', accent: 'asyncio', spans: [[READY, 1, 3], [RUN, 3, 5], [IO, 5, 34], [RUN, 34, 42]] },
  ],
  marks: [{ at: 34, label: 'deadline' }],
}

/** Messages that come at any time. */
export const useStream: Sketch = {
  alt: 'A task waits for messages and works on each of them when it comes.',
  length: 60,
  lanes: [
    { name: '1', accent: 'asyncio', spans: [[IO, 1, 9], [RUN, 9, 12], [IO, 12, 26], [RUN, 26, 29], [IO, 29, 33], [RUN, 33, 36], [IO, 36, 50], [RUN, 50, 53]] },
    { name: '2', accent: 'asyncio', spans: [[IO, 1, 18], [RUN, 18, 21], [IO, 21, 42], [RUN, 42, 45], [IO, 45, 58]] },
  ],
}
