import { defineExercise } from '../../live/content/exercise'

export default defineExercise({
  title: 'Be the scheduler: both at once',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'The flag says whether a thread is inside. You are the scheduler: choose who goes next, step by step, until both threads are inside at the same time and `inside` is 2.',
    'Choose “Schedules” beside the code, then “Be the scheduler”.',
  ],
  hints: [
    'The check and the flag are two steps.',
    'Let both threads read the flag before either of them writes it.',
    'Then let one write and read `inside` to the end of its first line there, and the other one do the same after it.',
  ],
  because: 'Both read the flag before either wrote it: a check and the action that depends on it are two steps.',
  onlyTypescript: 'You choose TypeScript’s threads here.',
  threads: 2,
  checks: [],
  goal: {
    says: 'Get both threads inside: inside is 2.',
    because: 'Both read the flag before either wrote it: a check and the action that depends on it are two steps.',
    reached: ({ values }) => values.get('inside') === '2',
    schedule: '0x3 1x2 2x2 1x3 2x3',
  },
})
