// @vitest-environment happy-dom
import type { WayReport } from '../../live/exercise/check-code'
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import CheckReport from '../../live/exercise/CheckReport.vue'

function textOf(...ways: WayReport[]): string[] {
  return mount(CheckReport, { props: { ways, runs: 20 } }).findAll('li').map(item => item.text().replace(/\s+/g, ' '))
}

describe('the report of a check', () => {
  it('counts the runs so far, then says all', () => {
    expect(textOf({ way: 'gil', passed: 3 }, { way: 'free', passed: 20 })).toEqual(['with the GIL: 3 of 20 runs so far', 'free-threaded: all 20 runs'])
  })

  it('names the seeds of Controlled runs, which bring them back', () => {
    const failure = { kind: 'run' as const, says: 'All tickets are sold once', wrong: 'ticket 1 was sold twice', no: 4, run: {} as never }
    expect(textOf({ way: 'controlled', passed: 20 }, { way: 'controlled', passed: 3, failure })).toEqual([
      'Controlled: all 20 runs, with the seeds 1 to 20',
      'Controlled: seed 4, after 3 good ones: All tickets are sold once? No: ticket 1 was sold twice.',
    ])
  })

  it('says what the first run that failed did, without a promise where it did not end well', () => {
    expect(textOf({ way: 'free', passed: 0, failure: { kind: 'run', says: undefined, wrong: 'it ended as a deadlock', no: 1, run: {} as never } })).toEqual(['free-threaded: the first run: it ended as a deadlock.'])
  })
})
