import type { Sketch } from './model'
import { GIL, READY, RUN, SLEEP, WAIT } from './model'

/** Synchronous: one thing after the other. */
export const synchronous: Sketch = {
  alt: 'Synchronous: one lane asks, waits, and goes on, three times one after the other.',
  length: 100,
  lanes: [
    { name: 'main', spans: [[RUN, 0, 5], [SLEEP, 5, 28, 'waits'], [RUN, 28, 33], [SLEEP, 33, 56, 'waits'], [RUN, 56, 61], [SLEEP, 61, 84, 'waits'], [RUN, 84, 89]] },
  ],
}

/** Preemptive: the switch comes from outside. */
export const preemptive: Sketch = {
  alt: 'Preemptive: two threads are interrupted at any point, from outside, in the middle of what they do.',
  length: 100,
  lanes: [
    { name: 'Thread-1', accent: 'threads', spans: [[RUN, 0, 17], [GIL, 17, 39], [RUN, 39, 61], [GIL, 61, 78], [RUN, 78, 100]] },
    { name: 'Thread-2', accent: 'threads', spans: [[GIL, 0, 17], [RUN, 17, 39], [GIL, 39, 61], [RUN, 61, 78], [GIL, 78, 100]] },
  ],
  marks: [{ at: 17, from: 0, to: 1, label: 'anywhere' }, { at: 39, from: 1, to: 0 }, { at: 61, from: 0, to: 1 }, { at: 78, from: 1, to: 0 }],
}

/** Cooperative: a task yields where it says so. */
export const cooperative: Sketch = {
  alt: 'Cooperative: two tasks yield only where they say await. Between two awaits nothing interrupts them.',
  length: 100,
  lanes: [
    { name: 'Task-1', accent: 'asyncio', spans: [[RUN, 0, 26], [WAIT, 26, 52], [READY, 52, 57], [RUN, 57, 82], [WAIT, 82, 100]] },
    { name: 'Task-2', accent: 'asyncio', spans: [[READY, 0, 26], [RUN, 26, 57], [WAIT, 57, 78], [READY, 78, 82], [RUN, 82, 100]] },
  ],
  marks: [{ at: 26, from: 0, to: 1, label: 'await' }, { at: 57, from: 1, to: 0, label: 'await' }, { at: 82, from: 0, to: 1, label: 'await', side: 'left' }],
}
