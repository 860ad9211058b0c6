import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'Woken, and the loaf is gone',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two customers wait for bread, and the baker bakes two loaves. Some schedule wakes a customer who then finds the shelf empty.',
    'Make it work in every schedule.',
  ],
  hints: [
    '`notify` wakes a customer, who has to take the lock again before `wait` returns. Who may take it first?',
    'When `wait` returns, what was true at the notification may be false again.',
    'Ask again after each wait: `while`, not `if`.',
  ],
  because: 'Between the notification and the return of wait another thread can hold the lock and take the loaf. Only a loop asks again. condition.wait_for(…) is that loop.',
  threads: 3,
  explored: true,
  checks: [prints('Both customers get a loaf', ['0 loaves left'])],
})
