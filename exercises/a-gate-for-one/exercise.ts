import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'A gate for one, and two are in',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'A semaphore lets one visitor in; who finds the gate taken goes home. Yet some schedule has two inside.',
    'Let Check show it to you step by step, and repair the program.',
  ],
  hints: [
    'Follow the visitor that was not let in. What does it do last?',
    'A semaphore counts. Each `release` lets one more in, whoever calls it.',
    'Only who has acquired may release.',
  ],
  because: 'A semaphore doesn’t know who holds it: a release by a visitor that never came in opens the gate for one more. A BoundedSemaphore raises ValueError for one release too many, but only when its count is already full.',
  threads: 3,
  explored: true,
  checks: [prints('Two are never in at once', ['the gate is closed'])],
})
