import type { Sketch } from './model'
import { IO, READY, RUN, SLEEP } from './model'

/** What one blocking call does to the others. */
export const blockedLoop: Sketch = {
  alt: 'Four tasks on one loop. Task 2 calls time.sleep and holds the loop; the others are ready and cannot run until it returns.',
  length: 100,
  lanes: [
    { name: 'Task-1', accent: 'asyncio', spans: [[RUN, 0, 4], [IO, 4, 20], [READY, 20, 72], [RUN, 72, 77], [IO, 77, 100]] },
    { name: 'Task-2', accent: 'asyncio', spans: [[READY, 0, 4], [RUN, 4, 72, 'time.sleep(1): the loop stands still'], [IO, 72, 100]] },
    { name: 'Task-3', accent: 'asyncio', spans: [[READY, 0, 77], [RUN, 77, 82], [IO, 82, 100]] },
    { name: 'Task-4', accent: 'asyncio', spans: [[SLEEP, 0, 34], [READY, 34, 82], [RUN, 82, 88], [SLEEP, 88, 100]] },
  ],
}
