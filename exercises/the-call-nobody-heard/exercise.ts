import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'The call that nobody heard',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'One thread waits until another one calls. In one schedule it waits forever, even though the call was made.',
    'Find out between which two steps the call gets lost, then fix the program.',
  ],
  hints: [
    '`notify` wakes threads that are waiting at that moment. It isn’t remembered for later ones.',
    'The waiting thread checks `ready` without the lock. What can happen between the check and the wait?',
    'Check `ready` while you hold the lock: then the call can’t come between the check and the wait.',
  ],
  because: 'With the lock held, the check and the wait are one step for the calling thread: `wait` releases the lock only once the thread can be notified.',
  threads: 2,
  explored: true,
  checks: [prints('The call is heard', ['the call was heard'])],
})
