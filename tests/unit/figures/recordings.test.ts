import type { Recording } from '../../../live/content/recording'
import { describe, expect, it } from 'vitest'
import { citedValue, pythonRecordings, recordedOnPython, recordingOf } from '../../../live/recordings/recordings'

const RUN = { wall: 1, figures: {} }

function recording(version: string, ...variants: string[]): Recording {
  return {
    demo: 'new-one',
    by: { runtime: 'CPython', version, gil: true, cores: 2, platform: 'Linux', date: '2026-11-30' },
    variants: Object.fromEntries(variants.map(name => [name, { runs: [RUN] }])),
  } as unknown as Recording
}

describe('what is shown of a variant in Python before it was run', () => {
  it('is nothing for a demo that was never recorded', () => {
    expect(pythonRecordings('new-one')).toEqual([])
    expect(recordedOnPython(pythonRecordings('new-one'), 'threads')).toBeUndefined()
  })

  it('is nothing for a variant that is newer than its demo’s recordings', () => {
    expect(recordedOnPython([recording('3.11.7', 'sequential')], 'threads')).toBeUndefined()
  })

  it.each([
    ['the only Python that recorded it, whichever that is', [recording('3.9.2', 'threads')], '3.9.2'],
    ['the usual Python among several', [recording('3.11.7', 'threads'), recording('3.14.2', 'threads'), recording('3.15.0', 'threads')], '3.14.2'],
    ['the newest of the others', [recording('3.12.1', 'threads'), recording('3.13.2', 'threads'), recording('3.15.0', 'sequential')], '3.13.2'],
  ])('is the recording by %s', (_, recordings, version) => {
    expect(recordedOnPython(recordings, 'threads')?.recording.by.version).toBe(version)
  })
})

it('a number that was never measured is never shown on a slide', () => {
  expect(() => recordingOf('new-one')).toThrow('no recording of \'new-one\'')
  expect(() => citedValue('new-one')).toThrow('nothing is cited as \'new-one\'')
})
