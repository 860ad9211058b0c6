import type { Transcript } from '../../../live/content/recording'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { packTrace, TraceModel } from '../../../engine/insight'
import { listenFor } from '../../../engine/protocol/run-event'
import { State } from '../../../engine/protocol/trace'
import { RecordedSession } from '../../../live/runs/recorded-session'
import { encode, end, start, state } from '../insight/records'
import { summaryOf } from './scripted-session'

const told: Transcript = {
  summary: summaryOf({ wall: 120 }),
  lines: [5, 60, 110].map(time => ({ stream: 'stdout', text: `at ${time}`, thread: 'MainThread', lane: 1, time })),
  problems: [{ severity: 'warning', origin: 'main', type: 'Warning', message: 'late', time: 90 }],
  lanes: { 1: 'MainThread' },
  subjects: {},
  trace: packTrace([encode([start(2, 1), state(3, 1, State.Running), state(50, 1, State.Sleeping), end(121, 1)])]).text,
  lanesLeftOut: 0,
  recordsLeftOut: 0,
  totals: { busy: 0, overlap: 0, peakRunning: 0, waitOverlap: 0, peakWaiting: 0, peakThreads: 1, peakTasks: 0 },
}

// The clock stands still until it is advanced: how busy the machine is decides nothing.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Lets time go by until a run is over. */
async function ended<T>(run: Promise<T>): Promise<T> {
  const waiting = new Set([run])
  void run.finally(() => waiting.clear())
  while (waiting.size > 0)
    await vi.advanceTimersByTimeAsync(1)
  return run
}

function play(of: Transcript) {
  const session = new RecordedSession(of)
  const seen: [what: string, at: number][] = []
  const model = new TraceModel()
  const begun = performance.now()
  const note = (what: string) => seen.push([what, performance.now() - begun])
  session.subscribe(listenFor({
    output: ({ lines }) => lines.forEach(({ text }) => note(text)),
    problem: ({ problem }) => note(problem.message),
    trace: ({ batch }) => void model.feed(batch),
    name: ({ id, name }) => model.nameLane(id, name),
    end: ({ summary }) => note(summary.outcome),
  }))
  return { session, seen, model, run: session.run() }
}

describe('a recorded run', () => {
  it('is replayed in order, nothing before its time, and to its end', async () => {
    const { seen, model, run } = play(told)
    expect(await ended(run)).toEqual(told.summary)
    expect(seen.map(([what]) => what)).toEqual(['at 5', 'at 60', 'late', 'at 110', 'finished'])
    // Times count from the beginning of the program, two milliseconds after the run's epoch.
    for (const [what, due] of [['at 5', 3], ['at 60', 58], ['late', 88], ['at 110', 108], ['finished', 120]] as const)
      expect(seen.find(([name]) => name === what)![1]).toBeGreaterThanOrEqual(due - 1)
    expect(model.lanes.map(lane => [lane.name, lane.spans.length, lane.outcome])).toEqual([['MainThread', 3, 'returned']])
  })

  it('can be stopped', async () => {
    const { session, seen, run } = play({ ...told, summary: summaryOf({ wall: 60_000 }) })
    session.stop()
    expect((await ended(run)).outcome).toBe('stopped')
    expect(seen.at(-1)![0]).toBe('stopped')
  })
})
