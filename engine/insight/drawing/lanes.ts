import type { Lane } from '../lane'
import type { TraceModel } from '../trace-model'
import { LaneKind, LOOP_HELPERS } from '../../protocol/trace'
import { blockedStretches } from '../blocked'

/** The lanes that a timeline draws, in their order: all but those of the tasks that a loop makes for itself when main is over. */
export function drawnLanes(model: TraceModel): readonly Lane[] {
  return model.ordered().filter(({ kind, name }) => kind !== LaneKind.Task || !LOOP_HELPERS.has(name))
}

/** The first lanes, and in the place of the last of them those that a run is about: threads and tasks that block a loop. */
export function lanesWithRoom(model: TraceModel, all: readonly Lane[], room: number): readonly Lane[] {
  if (all.length <= room)
    return all
  const matter = new Set(blockedStretches(model).flatMap(({ thread, task }) => [thread, task]))
  const first = all.filter(({ id }) => matter.has(id)).slice(0, room)
  const rest = all.filter(lane => !first.includes(lane)).slice(0, room - first.length)
  return all.filter(lane => first.includes(lane) || rest.includes(lane))
}
