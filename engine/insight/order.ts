import type { Lane } from './lane'
import { LaneKind } from '../protocol/trace'

/**
 * Puts lanes in the order in which they are drawn: threads by their start, and right under each the tasks
 * that its event loop runs, by their start too.
 */
export function orderLanes(lanes: readonly Lane[]): Lane[] {
  const byId = new Map(lanes.map(lane => [lane.id, lane]))
  const threads: Lane[] = []
  const tasks = new Map<number, Lane[]>()
  for (const lane of [...lanes].sort(byStart)) {
    const thread = lane.kind === LaneKind.Task ? threadOf(lane, byId) : undefined
    if (!thread) {
      threads.push(lane)
      continue
    }
    const siblings = tasks.get(thread.id)
    if (siblings)
      siblings.push(lane)
    else
      tasks.set(thread.id, [lane])
  }
  return threads.flatMap(thread => [thread, ...tasks.get(thread.id) ?? []])
}

/** The thread whose event loop runs a task; `undefined` if the trace doesn't say. */
export function threadOf(lane: Lane, byId: ReadonlyMap<number, Lane>): Lane | undefined {
  const seen = new Set<Lane>()
  let at: Lane | undefined = lane
  while (at && at.kind === LaneKind.Task && !seen.has(at)) {
    seen.add(at)
    at = byId.get(at.parent)
  }
  return at?.kind === LaneKind.Thread ? at : undefined
}

function byStart(a: Lane, b: Lane): number {
  return a.start - b.start || a.id - b.id
}
