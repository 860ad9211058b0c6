import type { Sketch } from './model'
import { BLOCKING, IO, READY, RUN, SLEEP } from './model'

/** What one blocking call does to the others. */
export const blockedLoop: Sketch = {
  alt: 'Four tasks on one loop. Task 2 calls time.sleep and blocks the loop; the others are ready and cannot run until it returns.',
  length: 100,
  lanes: [
    { name: 'Task-1', accent: 'asyncio', spans: [[RUN, 0, 4], [IO, 4, 20], [READY, 20, 72], [RUN, 72, 77], [IO, 77, 100]] },
    { name: 'Task-2', accent: 'asyncio', spans: [[READY, 0, 4], [BLOCKING, 4, 72, 'time.sleep(1): nothing else can run'], [IO, 72, 100]] },
    { name: 'Task-3', accent: 'asyncio', spans: [[READY, 0, 77], [RUN, 77, 82], [IO, 82, 100]] },
    { name: 'Task-4', accent: 'asyncio', spans: [[SLEEP, 0, 34], [READY, 34, 82], [RUN, 82, 88], [SLEEP, 88, 100]] },
  ],
}

/** Three tasks of one loop. */
export const oneLoop: Sketch = {
  alt: 'Three tasks on one loop. One of them runs at a time; at an await it waits for its answer, and another one that is ready runs.',
  length: 100,
  lanes: [
    { name: 'Task-1', accent: 'asyncio', spans: [[RUN, 0, 12, 'runs'], [IO, 12, 58, 'await: waits for its answer'], [READY, 58, 62], [RUN, 62, 76, 'runs'], [IO, 76, 100]] },
    { name: 'Task-2', accent: 'asyncio', spans: [[READY, 0, 12], [RUN, 12, 26, 'runs'], [IO, 26, 46], [RUN, 46, 62, 'runs'], [IO, 62, 100, 'await']] },
    { name: 'Task-3', accent: 'asyncio', spans: [[READY, 0, 26], [RUN, 26, 38, 'runs'], [IO, 38, 76, 'await'], [RUN, 76, 92, 'runs'], [IO, 92, 100]] },
  ],
  marks: [{ at: 12, from: 0, to: 1, label: 'await' }, { at: 26, from: 1, to: 2, label: 'await' }, { at: 62, from: 1, to: 0, label: 'await' }],
}
