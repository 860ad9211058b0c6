import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'A flag each, and two are in',
  section: '04-shared-state',
  accent: 'threads',
  task: [
    'One room, two visitors, and never both inside. Each looks at the other one’s flag, raises its own, and goes in. It works every time you run it.',
    'Check looks at every schedule, and finds one in which both are in. Step through it, then repair the program.',
  ],
  hints: [
    'Looking at one flag and raising the other are two steps. What if both look before either raises its flag?',
    'Raising the flag first is no cure: then both may wait for each other forever.',
    'Look and raise have to be one step. That is what acquiring a `Lock` is.',
  ],
  because: 'Acquiring a lock looks and takes in one step, so no schedule has anything to put in between.',
  threads: 2,
  explored: true,
  checks: [prints('Two are never in at once', ['both have been in'])],
})
