import type { Sketch } from './model'
import { IO, RUN } from './model'

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
  alt: 'A main thread answers shortly again and again, while a worker is busy for long.',
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
