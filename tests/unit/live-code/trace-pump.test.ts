import { afterEach, describe, expect, it, vi } from 'vitest'
import { TracePump } from '../../../engine/display/trace-pump'
import { TraceModel } from '../../../engine/insight'
import { State } from '../../../engine/protocol/trace'
import { encode, manyStates, start, state } from '../insight/records'
import { stubFrames } from './frames'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the trace pump', () => {
  it('spreads a long batch over frames, reading no more in one than its budget allows', () => {
    const frames = stubFrames()
    // A clock that moves by a millisecond each time it is read.
    let now = 0
    vi.stubGlobal('performance', { now: () => now++ })
    const model = new TraceModel()
    const totals = vi.fn()
    const pump = new TracePump(model, { frame: () => {}, totals })
    pump.add(manyStates(1_000_000, 100, i => i % 2 ? State.Running : State.GilWait))
    pump.finish(0)
    let most = 0
    while (frames.wanted > 0) {
      const before = model.records
      frames.next()
      most = Math.max(most, model.records - before)
    }
    expect(model.records).toBe(1_000_000)
    expect(most).toBeLessThanOrEqual(8 * 4096)
    expect(totals).toHaveBeenCalledOnce()
  })

  it('moves the clock on while nothing is written and the run goes on', () => {
    const frames = stubFrames()
    const model = new TraceModel()
    const pump = new TracePump(model, { frame: () => {}, totals: () => {} })
    pump.start()
    pump.add(encode([start(0, 1), state(5, 1, State.LockWait)]))
    frames.next()
    expect(model.horizon).toBeCloseTo(5)
    vi.advanceTimersByTime(300)
    frames.next()
    expect(model.horizon).toBeCloseTo(305)
    pump.finish(200)
    frames.all()
    expect(model.horizon).toBe(200)
  })

  it('goes on without frames while the page is hidden', () => {
    stubFrames({ hidden: true })
    vi.useFakeTimers()
    const model = new TraceModel()
    const pump = new TracePump(model, { frame: () => {}, totals: () => {} })
    pump.add(encode([start(0, 1)]))
    vi.advanceTimersByTime(1000)
    expect(model.records).toBe(1)
  })

  it('shows nothing once it is disposed of', () => {
    const frames = stubFrames()
    const frame = vi.fn()
    const pump = new TracePump(new TraceModel(), { frame, totals: () => {} })
    pump.start()
    pump.dispose()
    pump.request()
    frames.all()
    expect(frame).not.toHaveBeenCalled()
  })
})
