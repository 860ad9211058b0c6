import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loopAt, loopSteps, loopThreads, STATES, tasksOf, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, start, state } from './records'

function loop() {
  const model = new TraceModel()
  model.feed(encode([
    start(0, 1),
    start(1, 2, { task: true, peer: 1 }),
    state(2, 2, State.Running),
    start(3, 3, { task: true, peer: 2 }),
    start(4, 4, { task: true, peer: 2 }),
    start(5, 5, { task: true, peer: 2 }),
    state(6, 2, State.Waiting, { peer: 3 }),
    state(6, 3, State.Running),
    state(7, 3, State.Sleeping),
    state(7, 4, State.Running),
    state(8, 4, State.Sleeping),
    state(8, 5, State.Running),
    state(9, 5, State.Io, { subject: 70 }),
    state(20, 4, State.Ready),
    state(21, 4, State.Running),
    end(22, 4),
    state(30, 3, State.Ready),
    state(31, 3, State.Running),
    end(32, 3),
    end(40, 5),
    state(33, 2, State.Running),
    end(41, 2),
    start(2, 6, { peer: 1 }),
    end(50, 6),
    end(51, 1),
  ]))
  model.finish()
  return model
}

function ids(model: TraceModel, time: number) {
  const [thread] = loopThreads(model)
  const { running, ready, timers, io, waiting } = loopAt(model, tasksOf(model, thread!), time)
  const of = (list: { lane: { id: number } }[]) => list.map(entry => entry.lane.id)
  return { running: running?.lane.id, ready: of(ready), timers: of(timers), io: of(io), waiting: of(waiting) }
}

describe('an event loop', () => {
  it('is had by the threads that have tasks', () => {
    expect(loopThreads(loop()).map(lane => lane.id)).toEqual([1])
    const model = loop()
    expect(tasksOf(model, model.lane(1)!).map(lane => lane.id)).toEqual([2, 3, 4, 5])
    expect(tasksOf(model, model.lane(6)!)).toEqual([])
  })

  it('keeps ready tasks in the order in which they became ready', () => {
    expect(ids(loop(), 5.5)).toEqual({ running: 2, ready: [3, 4, 5], timers: [], io: [], waiting: [] })
  })

  it('keeps sleepers by when they wake, not by when they fell asleep', () => {
    expect(ids(loop(), 10)).toEqual({ running: undefined, ready: [], timers: [4, 3], io: [5], waiting: [2] })
  })

  it('does not keep a task that has ended', () => {
    expect(ids(loop(), 22)).toMatchObject({ running: undefined, timers: [3] })
    expect(ids(loop(), 45)).toEqual({ running: undefined, ready: [], timers: [], io: [], waiting: [] })
  })

  it('has a step for each moment at which something changes, in order and once', () => {
    const model = loop()
    expect([...loopSteps(model, tasksOf(model, model.lane(1)!))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 21, 22, 30, 31, 32, 33, 40, 41])
  })

  it('has every living task in exactly one place, at any time of any trace', () => {
    const changes = fc.array(fc.record({ gap: fc.integer({ min: 0, max: 9 }), state: fc.constantFrom(...STATES), task: fc.integer({ min: 2, max: 6 }) }), { maxLength: 60 })
    fc.assert(fc.property(changes, fc.integer({ min: 0, max: 400 }), (list, time) => {
      const model = new TraceModel()
      let now = 5
      model.feed(encode([
        start(0, 1),
        ...[2, 3, 4, 5, 6].map(task => start(task - 1, task, { task: true, peer: 1 })),
        ...list.filter(change => change.state !== State.Running).map(({ gap, state: to, task }) => state(now += gap, task, to)),
      ]))
      model.finish(500)
      const { running, ready, timers, io, waiting } = ids(model, time)
      const living = model.lanes.filter(lane => lane.id > 1 && lane.start <= time).map(lane => lane.id)
      const placed = [...ready, ...timers, ...io, ...waiting, ...running === undefined ? [] : [running]]
      // Of several that wait for the GIL only one can be the running one.
      expect(new Set(placed).size).toBe(placed.length)
      expect(placed.every(id => living.includes(id))).toBe(true)
      if (!list.some(change => change.state === State.GilWait))
        expect(placed.sort()).toEqual(living.sort())
    }))
  })
})
