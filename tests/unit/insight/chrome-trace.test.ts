import { describe, expect, it } from 'vitest'
import { chromeTrace, TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, end, manyStates, start, state } from './records'

interface Event { ph: string, name: string, tid?: number, ts?: number, dur?: number, cat?: string, args?: Record<string, unknown> }

function exported(model: TraceModel) {
  const text = [...chromeTrace(model, { program: 'demo/x.ts', metadata: { mode: 'gil' } })].join('')
  return JSON.parse(text) as { traceEvents: Event[], metadata: object }
}

describe('the Chrome trace of a run', () => {
  const model = new TraceModel()
  model.nameLane(1, 'MainThread')
  model.nameLane(2, 'Task-1')
  model.nameSubject(64, 'lock "a"')
  model.feed(encode([
    start(10, 1),
    state(10, 1, State.Running, { line: 3 }),
    start(11, 2, { task: true, peer: 1 }),
    state(12, 1, State.LockWait, { subject: 64, peer: 2, line: 4 }),
    end(20.5, 1),
    end(20.5, 2),
  ]))
  model.finish()

  it('names a track for each thread and task, in the order of the timeline', () => {
    const { traceEvents, metadata } = exported(model)
    const names = traceEvents.filter(event => event.name === 'thread_name')
    expect(names.map(event => event.args!.name)).toEqual(['MainThread', 'Task-1 (task of MainThread)'])
    expect(metadata).toEqual({ program: 'demo/x.ts', mode: 'gil' })
  })

  it('has a slice for each span, in microseconds since the program began', () => {
    const slices = exported(model).traceEvents.filter(event => event.ph === 'X' && event.tid === 1)
    expect(slices.map(({ name, ts, dur, args }) => ({ name, ts, dur, args }))).toEqual([
      { name: 'ready', ts: 0, dur: 0, args: {} },
      { name: 'running', ts: 0, dur: 2000, args: { line: 3 } },
      { name: 'waiting for a lock', ts: 2000, dur: 8500, args: { line: 4, for: 'lock "a"', other: 'Task-1' } },
    ])
  })

  it('comes in pieces, and is one valid text however long', () => {
    const long = new TraceModel()
    long.feed(manyStates(20_000, 3, i => i % 2 ? State.Running : State.GilWait))
    const pieces = [...chromeTrace(long, { program: 'x' })]
    expect(pieces.length).toBeGreaterThan(5)
    expect((JSON.parse(pieces.join('')) as { traceEvents: Event[] }).traceEvents.filter(event => event.ph === 'X')).toHaveLength(20_000)
  })

  it('of a run without lanes is valid', () => {
    expect(exported(new TraceModel()).traceEvents).toHaveLength(1)
  })
})
