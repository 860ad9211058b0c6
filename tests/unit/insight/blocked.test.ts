import { describe, expect, it } from 'vitest'
import { blockedStretches, BLOCKING, drawnStates, segments, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, start, state } from './records'

/** A loop with two tasks: one sleeps 50 ms at a time, the other keeps the thread from 100 to 1100 ms. */
function run({ kept = State.Sleeping, alone = false, turns = [] as number[] } = {}) {
  const model = new TraceModel()
  model.feed(encode([
    start(0, 1),
    state(0, 1, State.Running),
    start(1, 2, { task: true, peer: 1 }),
    state(1, 2, State.Running),
    ...alone ? [] : [start(1, 3, { task: true, peer: 1 }), state(2, 3, State.Sleeping)],
    state(2, 2, State.Sleeping),
    state(2, 1, State.Waiting),
    state(100, 1, State.Running),
    state(100, 2, State.Running),
    state(100, 2, kept),
    ...alone ? [] : turns.map(time => state(time, 3, State.Ready)),
    state(1100, 2, State.Running),
    end(1101, 2),
    ...alone ? [] : [end(1102, 3)],
    end(1103, 1),
  ].sort((a, b) => a.time - b.time)))
  model.finish()
  return model
}

describe('an event loop is blocked', () => {
  it.each([State.Sleeping, State.Running, State.LockWait])('while one of its tasks keeps the thread for a tenth of a second, whatever it does (state %i)', (kept) => {
    expect(blockedStretches(run({ kept }))).toEqual([{ thread: 1, task: 2, from: 100, to: 1100, others: 1 }])
  })

  it('not while it turns', () => {
    expect(blockedStretches(run({ turns: [190, 280, 370, 460, 550, 640, 730, 820, 910, 1000, 1090] }))).toEqual([])
  })

  it('not while it waits for its next event', () => {
    const model = new TraceModel()
    model.feed(encode([start(0, 1), state(0, 1, State.Running), start(1, 2, { task: true, peer: 1 }), start(1, 3, { task: true, peer: 1 }), state(2, 2, State.Sleeping), state(2, 3, State.Sleeping), state(3, 1, State.Waiting), state(900, 1, State.Running), end(901, 2), end(902, 3), end(903, 1)]))
    model.finish()
    expect(blockedStretches(model)).toEqual([])
  })

  it('not where no other lane could be held up', () => {
    expect(blockedStretches(run({ alone: true }))).toEqual([])
  })
})

it('a drawing shows it on the thread and on the task that is to blame, and in its legend', () => {
  const model = run()
  const pieces = (lane: number) => {
    const found: [number, number, number][] = []
    segments(model, model.lane(lane)!, { from: 0, to: 1103, width: 1103 }, (drawn, left, right) => found.push([drawn, Math.round(left), Math.round(right)]))
    return found
  }
  expect(pieces(1)).toEqual([[State.Running, 0, 2], [State.Waiting, 2, 100], [BLOCKING, 100, 1100], [State.Running, 1100, 1103]])
  expect(pieces(2)).toContainEqual([BLOCKING, 100, 1100])
  expect(pieces(3).map(([drawn]) => drawn)).not.toContain(BLOCKING)
  expect(drawnStates(model) & 1 << BLOCKING).toBeTruthy()
})
