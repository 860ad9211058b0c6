import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'The call that nobody heard',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'One thread waits until another one calls. In one schedule it waits forever, although the call was made.',
    'Find out between which two steps the call is lost, and repair the program.',
  ],
  hints: [
    'A notification wakes the threads that wait at that moment. It is not kept for later ones.',
    'The waiting thread looks at `ready` without the lock. What can happen between its look and its wait?',
    'Look while you hold the lock: then nobody can call between the look and the wait.',
  ],
  because: 'With the lock held, looking and waiting are one step for whoever calls: wait releases the lock only once it hears notifications.',
  threads: 2,
  explored: true,
  checks: [prints('The call is heard', ['the call was heard'])],
})
