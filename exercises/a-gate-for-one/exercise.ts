import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'A gate for one, and two are in',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'A semaphore lets one visitor in; anyone else goes home. Yet in one schedule two are inside.',
    'Let Check show you that schedule step by step, then fix the program.',
  ],
  hints: [
    'Follow the visitor that was not let in. What does it do at the end?',
    'A semaphore counts. Each `release` lets one more in, no matter which thread calls it.',
    'Only a visitor that acquired the semaphore may release it.',
  ],
  because: 'A semaphore doesn’t know who holds it: a release by a visitor that never came in opens the gate for one more. A BoundedSemaphore raises ValueError for one release too many, but only when its count is already full.',
  threads: 3,
  explored: true,
  checks: [prints('Two are never in at once', ['the gate is closed'])],
})
