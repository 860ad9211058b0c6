import { shallowReactive } from 'vue'

/** A question that the room can vote on. */
export interface PollQuestion {
  id: string
  question: string
  choices: readonly string[]
}

/** The slides' polls, by slide number. */
const offered = shallowReactive(new Map<number, readonly PollQuestion[]>())

/** Offers a slide's question to the room; returns a function that withdraws it. */
export function offerPoll(page: number, poll: PollQuestion): () => void {
  offered.set(page, [...(offered.get(page) ?? []).filter(({ id }) => id !== poll.id), poll])
  return () => offered.set(page, (offered.get(page) ?? []).filter(each => each !== poll))
}

/** The polls offered on a slide. */
export function offeredOn(page: number): readonly PollQuestion[] {
  return offered.get(page) ?? []
}
