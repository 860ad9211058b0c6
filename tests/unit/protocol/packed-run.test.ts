/** Runs as messages carry them. */
import { describe, expect, it } from 'vitest'
import { sandboxMessage } from '../../../engine/host/shapes'
import { packReport, packRun, unpackReport, unpackRun } from '../../../engine/protocol/packed-run'
import { explore } from '../explore/explore'
import { execute } from '../explore/model'
import { counter } from '../explore/programs'

const run = execute(counter(1), { schedule: [], policy: { kind: 'continue' }, granularity: 'free-threaded', maxSteps: 100 })

describe('a run that a message carries', () => {
  it('is the same when it is unpacked, and so is a report with its examples', () => {
    expect(unpackRun(structuredClone(packRun(run)))).toEqual(run)
    const report = explore(counter(2))
    expect(unpackReport(structuredClone(packReport(report)))).toEqual(report)
  })

  it('names what a thread would do once, in however many states that is', () => {
    const prospect = { thread: 1, operation: { kind: 'begin', line: 0 } as const, enabled: true }
    const waiting = { thread: 2, operation: { kind: 'begin', line: 0 } as const, enabled: true }
    const step = { thread: 1, operation: prospect.operation, pending: [prospect, waiting] }
    expect(packRun({ ...run, steps: [step, step, step] })).toMatchObject({ prospects: [prospect, waiting], states: new Int32Array([2, 0, 1, 2, 0, 1, 2, 0, 1]) })
  })

  it.each<[string, (states: Int32Array) => Int32Array]>([
    ['too few states', states => states.slice(0, -1)],
    ['none at all', () => new Int32Array()],
    ['more than there are steps', states => Int32Array.of(...states, 0)],
    ['a thread that there is not', states => states.with(1, 1000)],
    ['a negative number', states => states.with(1, -1)],
    ['a state of negative length', states => states.with(0, -1)],
  ])('does not reach the page with states that a program has forged: %s', (_, forge) => {
    const packed = packRun(run)
    const message = { type: 'scheduled', run: 1, runs: [packed] }
    expect(sandboxMessage(message)).toBeDefined()
    expect(sandboxMessage({ ...message, runs: [{ ...packed, states: forge(packed.states) }] })).toBeUndefined()
  })
})
