import { defineExercise, prints } from '../../live/content/exercise'

export default defineExercise({
  title: 'Give way',
  section: '06-async',
  accent: 'asyncio',
  task: [
    'This loop steps one generator after the other, but nobody ever gives way: Ada speaks until she has done, then Guido. Let them take turns, sentence by sentence.',
    'Change `speak` only.',
  ],
  hints: [
    'A generator pauses at a `yield`, and goes on from there with its next step.',
    'The loop puts whoever has paused at the end of the queue.',
    'Where does a speaker have to pause, so that the other one’s turn comes after each sentence?',
  ],
  because: 'Cooperative means that a switch happens where the code says so, and nowhere else. With a yield after each sentence the loop comes back to both in turn; without one it never gets the chance.',
  checks: [prints('They take turns', ['Ada 1', 'Guido 1', 'Ada 2', 'Guido 2', 'Ada 3', 'Guido 3'])],
})
