import { shallowReactive } from 'vue'

/** A question that the room can vote on. */
export interface PollQuestion {
  id: string
  question: string
  choices: readonly string[]
}

/** The polls that slides have, by the slides' numbers. */
const offered = shallowReactive(new Map<number, readonly PollQuestion[]>())

/** Lets the room vote on a question of a slide; returns what takes it back. */
export function offerPoll(page: number, poll: PollQuestion): () => void {
  offered.set(page, [...(offered.get(page) ?? []).filter(({ id }) => id !== poll.id), poll])
  return () => offered.set(page, (offered.get(page) ?? []).filter(each => each !== poll))
}

/** The polls of a slide. */
export function offeredOn(page: number): readonly PollQuestion[] {
  return offered.get(page) ?? []
}
