import type { Lane } from './lane'
import type { Edges } from './merge'
import type { TraceModel } from './trace-model'
import { SpanWord } from './columns'

/** When a lane enters and leaves a set of states; neighbouring spans of the set are one stretch. */
export function stretches(model: TraceModel, lane: Lane, states: ReadonlySet<number>): Edges {
  const { spans } = lane
  const end = model.endOf(lane)
  let at = 0
  let inside = false
  return {
    next() {
      while (at < spans.length) {
        const index = at++
        const member = states.has(spans.word(index, SpanWord.State))
        if (member !== inside) {
          inside = member
          return Math.min(spans.times[index]!, end)
        }
      }
      if (!inside)
        return undefined
      inside = false
      return end
    },
  }
}

/** When a lane begins and ends. */
export function life(model: TraceModel, lane: Lane): Edges {
  const times = [lane.start, model.endOf(lane)]
  return { next: () => times.shift() }
}
