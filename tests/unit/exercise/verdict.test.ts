import type { WayReport } from '../../../live/exercise/check-code'
import { describe, expect, it } from 'vitest'
import { verdictOf } from '../../../live/exercise/verdict'

const run = {} as NonNullable<WayReport['failure']>['run']

describe('the verdict of a check', () => {
  it('counts the runs while they go on, and says when all are good', () => {
    expect(verdictOf({ way: 'gil', passed: 7 }, 20)).toEqual({ way: 'with the GIL', runs: '7 of 20 runs so far', tone: 'open' })
    expect(verdictOf({ way: 'gil', passed: 20 }, 20)).toMatchObject({ runs: 'all 20 runs', tone: 'good' })
    expect(verdictOf({ way: 'controlled', passed: 20 }, 20)).toMatchObject({ runs: 'all 20 runs, with the seeds 1 to 20' })
  })

  it('names the run that failed, or its seed', () => {
    const failure = { kind: 'run' as const, says: 'Nothing is lost', wrong: '3 are', no: 4, run }
    expect(verdictOf({ way: 'free', passed: 3, failure }, 20)).toEqual({ way: 'free-threaded', runs: 'run 4, after 3 good ones', promise: 'Nothing is lost', wrong: '3 are', tone: 'bad' })
    expect(verdictOf({ way: 'controlled', passed: 0, failure: { ...failure, no: 1 } }, 20)).toMatchObject({ runs: 'seed 1' })
  })

  it('calls no run good that did not do what has to happen in some', () => {
    const failure = { kind: 'never' as const, says: 'All three think at the same time', wrong: 'at most 1 of them waited', no: 6, run }
    expect(verdictOf({ way: 'free', passed: 5, failure }, 20)).toMatchObject({ runs: 'in none of 6 runs', promise: 'All three think at the same time' })
  })

  it('speaks of no run where the code does not compile', () => {
    const failure = { kind: 'compile' as const, says: undefined, wrong: 'it does not compile: SyntaxError: Unexpected token (line 3)', no: 1, run }
    expect(verdictOf({ way: 'free', passed: 0, failure }, 20)).toMatchObject({ runs: 'no run', wrong: 'it does not compile: SyntaxError: Unexpected token (line 3)' })
  })
})
