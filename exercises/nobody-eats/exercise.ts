import { defineExercise } from '../../live/content/exercise'
import { endsIn } from '../../live/content/goal'

export default defineExercise({
  title: 'Be the scheduler: nobody eats',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two people, one fork, one knife. You choose who goes next: make them wait for each other forever. One switch at the right moment is enough.',
    'Choose “Schedules” beside the code, then “Be the scheduler”.',
  ],
  hints: [
    'Each takes two locks, one after the other, in opposite orders.',
    'Stop Ada when she has the fork, and not yet the knife.',
    'Let Guido take the knife then. What each needs next, the other one holds.',
  ],
  because: 'Each holds what the other one needs. One preemption is enough, and most runs never have it.',
  onlyTypescript: 'You choose TypeScript’s threads here.',
  threads: 2,
  checks: [],
  goal: {
    says: 'Make both wait forever.',
    because: 'Each holds what the other one needs. One preemption was enough, and most runs never have it.',
    reached: endsIn('deadlock'),
    schedule: '0x3 1x2 2x2',
  },
})
