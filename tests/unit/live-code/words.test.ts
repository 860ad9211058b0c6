import type { OutputLine, Problem } from '../../../engine/protocol/run'
import { describe, expect, it } from 'vitest'
import { MOST_LINES, OutputLog } from '../../../engine/display/output-log'
import { groupProblems, whereWords } from '../../../engine/display/problem-groups'
import { statusWords, summaryWords } from '../../../engine/display/status'
import { parseLines } from '../../../live/live-code/lines'
import { summaryOf } from './scripted-session'

const problem: Problem = { severity: 'error', origin: 'thread', type: 'RuntimeError', message: 'no', line: 3, where: 'Thread-1' }

describe('the status', () => {
  it('says how long a run has taken and how it ended', () => {
    expect(statusWords({ kind: 'running', since: 1000 }, [], 3456).text).toBe('running 2.5 s')
    expect(statusWords({ kind: 'ended', summary: summaryOf({ wall: 1234 }) }, [], 0)).toEqual({ text: 'finished in 1.23 s', tone: 'good' })
    expect(statusWords({ kind: 'ended', summary: summaryOf({ outcome: 'stopped', wall: 80 }) }, [], 0).text).toBe('stopped after 80.0 ms')
    expect(statusWords({ kind: 'ended', summary: summaryOf({ outcome: 'failed' }) }, [problem], 0).text).toBe('failed after 12.0 ms')
  })

  it('does not call a program well that did not compile, or whose threads raised', () => {
    const compile: Problem = { ...problem, origin: 'compile' }
    expect(statusWords({ kind: 'ended', summary: summaryOf({ outcome: 'failed' }) }, [compile], 0)).toEqual({ text: 'does not compile', tone: 'bad' })
    expect(statusWords({ kind: 'ended', summary: summaryOf() }, [problem], 0)).toEqual({ text: 'finished in 12.0 ms, 1 error', tone: 'bad' })
  })
})

describe('the summary', () => {
  it('names the mode, the threads and the switches, and what is missing', () => {
    expect(summaryWords(summaryOf({ peakThreads: 3, gilSwitches: 1200 }))).toEqual(['GIL', '3 threads', '1,200 GIL switches'])
    expect(summaryWords(summaryOf({ mode: 'free', droppedRecords: 7 }))).toEqual(['free-threaded', '1 thread', '7 trace records missing'])
  })

  it('is empty when nothing ran', () => {
    expect(summaryWords(summaryOf({ peakThreads: 0 }))).toEqual([])
  })
})

describe('problems', () => {
  it('that differ only in where they occurred are one', () => {
    const groups = groupProblems([problem, { ...problem, where: 'Thread-2', time: 9 }, { ...problem, message: 'other' }, problem])
    expect(groups.map(({ where, count }) => ({ where, count }))).toEqual([
      { where: ['Thread-1', 'Thread-2'], count: 3 },
      { where: ['Thread-1'], count: 1 },
    ])
  })

  it('with different notes or causes are kept apart', () => {
    const noted: Problem = { ...problem, notes: ['try 1'] }
    const caused: Problem = { ...problem, chain: [{ relation: 'cause', type: 'KeyError', message: 'a' }] }
    expect(groupProblems([problem, noted, { ...noted, notes: ['try 2'] }, caused, { ...caused }])).toMatchObject([{ count: 1 }, { count: 1 }, { count: 1 }, { count: 2 }])
  })

  it('say where they occurred without a list of twenty', () => {
    expect(whereWords(['a', 'b', 'c'])).toBe('a, b, c')
    expect(whereWords(['a', 'b', 'c', 'd'])).toBe('a, b and 2 more')
  })
})

describe('the output', () => {
  const lines = (count: number): OutputLine[] => Array.from({ length: count }, (_, i) => ({ stream: 'stdout', text: String(i), thread: 'MainThread', lane: 1, time: i }))

  it('keeps every line up to its limit, and says how many it let go beyond it', () => {
    const log = new OutputLog()
    log.push(lines(100_000))
    expect([log.length, log.dropped]).toEqual([100_000, 0])
    log.push(lines(MOST_LINES))
    expect(log.length).toBeLessThanOrEqual(MOST_LINES)
    expect(log.length + log.dropped).toBe(100_000 + MOST_LINES)
    expect(log.slice(log.length - 1, log.length)[0]!.text).toBe(String(MOST_LINES - 1))
  })
})

describe('lines as slides write them', () => {
  it('are numbers and ranges', () => {
    expect(parseLines('3, 5-7')).toEqual([3, 5, 6, 7])
    expect(parseLines(undefined)).toEqual([])
    expect(parseLines('x, 0, 9-7, ')).toEqual([])
  })
})
