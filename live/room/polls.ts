import type { Poll } from '../state/registers'
import type { PollQuestion } from './offered-polls'
import { placesOf } from '../demos/places'
import { questionOf, questionsBefore } from '../predict/questions'
import { choiceShown } from '../predict/result'
import { offeredOn } from './offered-polls'

/** What the room can vote on at a slide: the slide's own polls, then the questions about its demos. */
export function pollsOn(page: number): readonly PollQuestion[] {
  const predicted = questionsBefore(demo => placesOf(demo).has(page))
  return [...offeredOn(page), ...predicted.map(({ question, choices }) => ({ id: question, question, choices: choices.map(({ says }) => says) }))]
}

/** Index of the choice that a run has shown to be right since the poll was asked; reactive. */
export function rightChoice({ id, since }: Poll): number | undefined {
  const prediction = questionOf(id)
  return prediction && choiceShown(prediction, since)
}
