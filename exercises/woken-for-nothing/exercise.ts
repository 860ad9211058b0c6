import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'Woken, and the loaf is gone',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'Two customers wait for bread, and the baker bakes two loaves. In some schedules a customer wakes up to an empty shelf.',
    'Make it work in every schedule.',
  ],
  hints: [
    '`notify` wakes a customer, who has to take the lock again before `wait` returns. Which thread may take it first?',
    'By the time `wait` returns, the condition may be false again.',
    'Check again after each wait: `while`, not `if`.',
  ],
  because: 'Between `notify` and the return of `wait` another thread can take the lock, and the loaf. Only a loop checks again. `condition.wait_for(…)` is that loop.',
  threads: 3,
  explored: true,
  checks: [prints('Both customers get a loaf', ['0 loaves left'])],
})
