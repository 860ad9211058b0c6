import { expect, it } from 'vitest'
import { recordsOf, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, start, state } from './records'

it('a model that is written as records and read again has the same lanes and spans', () => {
  const model = new TraceModel()
  model.feed(encode([
    // A change may come before the record of its lane's start.
    state(5, 3, State.Io, { line: 7 }),
    start(0, 1, { line: 1 }),
    state(1, 1, State.Running, { line: 2 }),
    start(2, 2, { peer: 1, line: 4, task: true, state: State.Ready }),
    state(3, 2, State.LockWait, { subject: 64, peer: 1, line: 5 }),
    end(9, 2, 2),
    start(4, 3, { peer: 2 }),
    state(6, 4, State.Sleeping),
  ]))
  const again = new TraceModel()
  again.feed(recordsOf(model))
  const facts = (of: TraceModel) => of.ordered().map(lane => ({
    ...lane,
    spans: of.spansOf(lane),
  }))
  expect(facts(again)).toEqual(facts(model))
  expect(again.seen).toBe(model.seen)
  expect([again.origin, again.horizon]).toEqual([model.origin, model.horizon])
})
