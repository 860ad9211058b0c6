import { defineExercise } from '../../live/content/exercise'

export default defineExercise({
  title: 'Be the scheduler: six increments, and two are left',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two threads add one to the counter, three times each. Of the 924 orders of their steps 8 end with 2. Choose one of those.',
    'Choose “Schedules” beside the code, then “Be the scheduler”.',
  ],
  hints: [
    'A thread that has read writes an old value later, and everything in between is lost.',
    'Let one thread read 0, and the other one do all but its last increment. Then let the first write its 1.',
    'Now the other thread reads this 1. Before it writes, let the first thread finish.',
  ],
  because: 'Two old values are enough: one thread’s first write undoes two increments, and the other’s last write undoes two more.',
  onlyTypescript: 'You choose TypeScript’s threads here.',
  threads: 2,
  checks: [],
  goal: {
    says: 'Let the program print 2.',
    because: 'Two old values were enough: one thread’s first write undid two increments, and the other’s last write undid two more.',
    reached: ({ output }) => output === '2\n',
    schedule: '0x3 1x2 2x5 1 2 1x5 2x2',
  },
})
