import type { Sketch } from './model'
import { LOCK, READY, RUN, WAIT } from './model'

/** At most two inside. */
export const semaphore: Sketch = {
  alt: 'Semaphore of two: two threads are inside, the third waits until one leaves.',
  length: 60,
  lanes: [
    { name: 'A', accent: 'threads', spans: [[RUN, 2, 26]] },
    { name: 'B', accent: 'threads', spans: [[RUN, 6, 42]] },
    { name: 'C', accent: 'threads', spans: [[LOCK, 10, 26], [RUN, 26, 56]] },
  ],
  marks: [{ at: 26, label: 'A leaves' }],
}

/** All wait for one signal. */
export const event: Sketch = {
  alt: 'Event: two threads wait, a third one sets the event, and both go on at once.',
  length: 60,
  lanes: [
    { name: 'A', accent: 'threads', spans: [[WAIT, 2, 30], [RUN, 30, 52]] },
    { name: 'B', accent: 'threads', spans: [[WAIT, 8, 30], [RUN, 30, 46]] },
    { name: 'C', accent: 'threads', spans: [[RUN, 2, 30]] },
  ],
  marks: [{ at: 30, label: 'set' }],
}

/** All wait for the last one. */
export const barrier: Sketch = {
  alt: 'Barrier of three: each thread waits until all three have arrived, then all go on.',
  length: 60,
  lanes: [
    { name: 'A', accent: 'threads', spans: [[RUN, 2, 14], [WAIT, 14, 34], [RUN, 34, 50]] },
    { name: 'B', accent: 'threads', spans: [[RUN, 2, 34], [RUN, 34.8, 56]] },
    { name: 'C', accent: 'threads', spans: [[RUN, 2, 22], [WAIT, 22, 34], [RUN, 34, 46]] },
  ],
  marks: [{ at: 34, label: 'all here' }],
}

/** The condition's wait. */
export const condition: Sketch = {
  alt: 'Condition: a consumer waits for an item and releases the lock meanwhile; the producer takes the lock, puts an item there and notifies; the consumer gets the lock back and goes on.',
  length: 100,
  lanes: [
    { name: 'consumer', accent: 'threads', spans: [[RUN, 0, 14, 'empty'], [WAIT, 14, 56, 'wait(): without the lock'], [LOCK, 56, 66], [RUN, 66, 100, 'has the lock, takes the item']] },
    { name: 'producer', accent: 'threads', spans: [[LOCK, 6, 14], [RUN, 14, 66, 'puts an item there']] },
  ],
  marks: [{ at: 56, from: 1, to: 0, label: 'notify()' }],
}

/** A write between another thread's read and its write. */
export const lostWrite: Sketch = {
  alt: 'Two threads share a balance of 100. Thread 1 reads 100 and is interrupted; thread 2 reads 100, too, and writes 20; thread 1 goes on with its old value and writes 20 as well. What thread 2 did is lost.',
  length: 100,
  lanes: [
    { name: 'Thread-1', accent: 'threads', spans: [[RUN, 2, 22, 'reads 100'], [READY, 22, 62, 'interrupted, with 100 in hand'], [RUN, 62, 84, 'writes 20, too']] },
    { name: 'Thread-2', accent: 'threads', spans: [[RUN, 22, 42, 'reads 100'], [RUN, 42.8, 62, 'writes 20']] },
  ],
  marks: [{ at: 22, from: 0, to: 1 }, { at: 62, from: 1, to: 0, label: 'Thread-2’s withdrawal is lost' }],
}
