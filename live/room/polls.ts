import type { PollQuestion } from './offered-polls'
import { placesOf } from '../demos/places'
import { questionsBefore } from '../predict/questions'
import { offeredOn } from './offered-polls'

/** What the room can vote on at a slide: its own polls, then the questions before the runs of its demos. */
export function pollsOn(page: number): readonly PollQuestion[] {
  const predicted = questionsBefore(demo => placesOf(demo).has(page))
  return [...offeredOn(page), ...predicted.map(({ question, choices }) => ({ id: question, question, choices: choices.map(({ says }) => says) }))]
}
