import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'Take turns',
  section: '06-async',
  accent: 'asyncio',
  task: [
    'This loop resumes one generator after the other, but none ever yields: Ada speaks until she’s done, then Guido. Make them take turns, sentence by sentence.',
    'Change `speak` only.',
  ],
  hints: [
    'A generator pauses at a `yield` and goes on from there when it is resumed.',
    'The loop puts a paused generator at the end of its queue.',
    'Where does a speaker have to pause so that the other one’s turn comes after each sentence?',
  ],
  because: 'Cooperative means that a switch happens only where the code says so. With a yield after each sentence the loop resumes both in turn; without one it never gets the chance.',
  checks: [prints('They take turns', ['Ada 1', 'Guido 1', 'Ada 2', 'Guido 2', 'Ada 3', 'Guido 3'])],
})
