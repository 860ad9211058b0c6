import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { scriptedEngine } from './scripted-engine'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('stop', () => {
  it('ends a run whose frame does not end it, in a new frame', async () => {
    const { engine, frame, heard, run } = scriptedEngine()
    engine.stop(await run())
    await vi.advanceTimersByTimeAsync(4000)
    expect(heard.ends).toEqual([])
    await vi.advanceTimersByTimeAsync(2000)
    expect(heard.ends).toMatchObject([{ outcome: 'stopped', wall: 5000 }])
    expect(heard.problems).toEqual([])
    expect(frame.resets).toBe(1)
    expect(frame.isWatched).toBe(false)
  })

  it('leaves the frame alone that ends its run in time', async () => {
    const { engine, frame, heard, run } = scriptedEngine()
    const id = await run()
    engine.stop(id)
    await vi.advanceTimersByTimeAsync(500)
    frame.emit({ type: 'ended', run: id, outcome: 'stopped', counters: { wall: 480, peakThreads: 1, gilSwitches: 0, gilRequests: 0, droppedRecords: 0 } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(heard.ends).toMatchObject([{ outcome: 'stopped', wall: 480 }])
    expect(frame.resets).toBe(0)
  })

  it('pressed again does not begin its time anew', async () => {
    const { engine, heard, run } = scriptedEngine()
    const id = await run()
    for (let second = 0; second < 6; second++) {
      engine.stop(id)
      await vi.advanceTimersByTimeAsync(1000)
    }
    expect(heard.ends).toMatchObject([{ outcome: 'stopped' }])
  })
})

describe('a frame whose own thread hangs', () => {
  it('keeps no newer run from running: it begins in a new frame', async () => {
    const { frame, heard, run } = scriptedEngine()
    await run()
    frame.answers = false
    const second = await run()
    expect(heard.ends).toMatchObject([{ outcome: 'superseded' }])
    await vi.advanceTimersByTimeAsync(6000)
    expect(frame.resets).toBe(1)
    expect(frame.sent.filter(message => message.type === 'run' && message.run === second)).toHaveLength(2)
    expect(frame.isWatched).toBe(true)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(frame.resets).toBe(1)
    expect(heard.problems).toEqual([])
  })

  it('does not count as dead', async () => {
    const { frame, heard, run } = scriptedEngine()
    await run()
    frame.answers = false
    await vi.advanceTimersByTimeAsync(60_000)
    expect(heard.ends).toEqual([])
  })
})

describe('a frame that has died', () => {
  it('ends its run, and says what is known', async () => {
    const { frame, heard, run } = scriptedEngine()
    await run()
    await vi.advanceTimersByTimeAsync(12_000)
    frame.die()
    expect(heard.ends).toMatchObject([{ outcome: 'crashed', wall: 12_000 }])
    expect(heard.problems).toMatchObject([{ message: 'the sandbox in which the program ran has not answered for 10 s; most likely it ran out of memory' }])
  })
})

it('a frame that breaks ends its run with the reason', async () => {
  const { frame, heard, run } = scriptedEngine()
  await run()
  frame.break()
  expect(heard.ends).toMatchObject([{ outcome: 'failed' }])
  expect(heard.problems).toMatchObject([{ message: expect.stringContaining('no workers') }])
})

it('a run reports its end once, even if Stop finds the end among what the page has not shown yet', async () => {
  const { engine, frame, heard, run } = scriptedEngine()
  const id = await run()
  engine.stop(id)
  const counters = { wall: 1, peakThreads: 1, gilSwitches: 0, gilRequests: 0, droppedRecords: 0 }
  // Work that fills this frame, so that the end waits for the next one.
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() + Math.random() * 1000)
  for (let times = 0; times < 10; times++)
    frame.emit({ type: 'ended', run: id, outcome: 'finished', counters })
  frame.die()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(heard.ends).toHaveLength(1)
})
