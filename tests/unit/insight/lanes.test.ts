import { expect, it } from 'vitest'
import { drawnLanes, TraceModel } from '../../../engine/insight'
import { lanesWithRoom } from '../../../engine/insight/drawing/lanes'
import { State } from '../../../engine/protocol/trace'
import { encode, end, start, state } from './records'

/** A loop with ten tasks, of which the eighth keeps the thread from 100 to 1100 ms. */
function stalled(): TraceModel {
  const tasks = Array.from({ length: 10 }, (_, i) => i + 2)
  const model = new TraceModel()
  model.feed(encode([
    start(0, 1),
    state(0, 1, State.Running),
    ...tasks.flatMap(task => [start(1, task, { task: true, peer: 1 }), state(2, task, State.Sleeping)]),
    state(2, 1, State.Waiting),
    state(100, 1, State.Running),
    state(100, 9, State.Running),
    state(1100, 9, State.Sleeping),
    ...tasks.map(task => end(1101, task)),
    end(1102, 1),
  ].sort((a, b) => a.time - b.time)))
  model.finish()
  return model
}

it('where there is no room for all lanes, those that block the loop are drawn in any case, in their order', () => {
  const model = stalled()
  const lanes = lanesWithRoom(model, drawnLanes(model), 3)
  expect(lanes.map(({ id }) => id)).toEqual([1, 2, 9])
  expect(lanesWithRoom(model, drawnLanes(model), 20)).toHaveLength(11)
})

it('the tasks that a loop makes for itself when main is over have no lane in a drawing', () => {
  const model = stalled()
  model.nameLane(11, 'shutdown_asyncgens')
  expect(drawnLanes(model).map(({ id }) => id)).not.toContain(11)
  expect(model.ordered()).toHaveLength(11)
})
