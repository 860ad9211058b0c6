import { shallowReactive } from 'vue'
import { placesOf } from '../demos/places'
import { questionsBefore } from '../predict/questions'

/** A question that the room can vote on. */
export interface PollQuestion {
  id: string
  question: string
  choices: readonly string[]
}

/** The polls that slides have, by the slides' numbers. */
const onSlides = shallowReactive(new Map<number, readonly PollQuestion[]>())

/** Lets the room vote on a question of a slide; returns what takes it back. */
export function offerPoll(page: number, poll: PollQuestion): () => void {
  onSlides.set(page, [...(onSlides.get(page) ?? []).filter(({ id }) => id !== poll.id), poll])
  return () => onSlides.set(page, (onSlides.get(page) ?? []).filter(each => each !== poll))
}

/** What the room can vote on at a slide: its own polls, then the questions before the runs of its demos. */
export function pollsOn(page: number): readonly PollQuestion[] {
  const predicted = questionsBefore(demo => placesOf(demo).has(page))
  return [...onSlides.get(page) ?? [], ...predicted.map(({ question, choices }) => ({ id: question, question, choices: choices.map(({ says }) => says) }))]
}
