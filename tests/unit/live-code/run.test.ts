import type { OutputLine, Problem } from '../../../engine/protocol/run'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { watchSyncEffect } from 'vue'
import { State } from '../../../engine/protocol/trace'
import { LiveRun } from '../../../live/runs/run'
import { encode, start, state } from '../insight/records'
import { stubFrames } from './frames'
import { ScriptedSession, summaryOf } from './scripted-session'

const line = (text: string): OutputLine => ({ stream: 'stdout', text, thread: 'MainThread', lane: 1, time: 1 })
const problem: Problem = { severity: 'error', origin: 'main', type: 'RuntimeError', message: 'no' }

let frames: ReturnType<typeof stubFrames>
let session: ScriptedSession
let run: LiveRun

beforeEach(() => {
  frames = stubFrames()
  session = new ScriptedSession()
  run = new LiveRun('demo/variant.ts', async () => session)
})
afterEach(() => vi.unstubAllGlobals())

async function begin() {
  void run.start('source', { mode: 'free' })
  await vi.waitFor(() => expect(session.runs.length).toBeGreaterThan(0))
  session.emit({ type: 'state', state: 'compiling' })
  session.emit({ type: 'state', state: 'running' })
}

describe('a live run', () => {
  it('passes the source and the options on, and follows the state', async () => {
    expect(run.status.value.kind).toBe('never')
    const started = run.start('source', { mode: 'free' })
    expect(run.status.value.kind).toBe('loading')
    await vi.waitFor(() => expect(session.runs).toHaveLength(1))
    expect(session.runs[0]).toMatchObject({ source: 'source', options: { mode: 'free' } })
    session.emit({ type: 'state', state: 'compiling' })
    expect(run.status.value.kind).toBe('compiling')
    session.emit({ type: 'state', state: 'running' })
    expect(run.status.value.kind).toBe('running')
    session.emit({ type: 'state', state: 'stopping' })
    expect(run.status.value.kind).toBe('stopping')
    session.emit({ type: 'end', summary: summaryOf({ outcome: 'stopped' }) })
    session.runs[0]!.settle(summaryOf({ outcome: 'stopped' }))
    await started
    expect(run.status.value).toMatchObject({ kind: 'ended', summary: { outcome: 'stopped' } })
  })

  it('shows the first lines at once; what follows, problems and records once a frame, however many come', async () => {
    await begin()
    session.emit({ type: 'output', lines: [line('one'), line('two')] })
    session.emit({ type: 'output', lines: [line('three')] })
    session.emit({ type: 'problem', problem })
    session.emit({ type: 'trace', batch: encode([start(0, 1), state(1, 1, State.Running)]) })
    expect(run.log.value.slice(0, 9).map(({ text }) => text)).toEqual(['one', 'two'])
    expect(run.problems.value).toEqual([])
    frames.next()
    expect(run.log.value.slice(0, 9).map(({ text }) => text)).toEqual(['one', 'two', 'three'])
    expect(run.problems.value).toEqual([problem])
    expect(run.model.value.lanes).toHaveLength(1)
  })

  it('triggers its model and its log once a frame, however much has come, and not without something new', async () => {
    await begin()
    const seen = { models: 0, logs: 0 }
    watchSyncEffect(() => {
      if (run.model.value)
        seen.models++
    })
    watchSyncEffect(() => {
      if (run.log.value)
        seen.logs++
    })
    expect(seen).toEqual({ models: 1, logs: 1 })
    session.emit({ type: 'output', lines: [line('shown at once')] })
    expect(seen).toEqual({ models: 2, logs: 2 })
    for (let i = 0; i < 100; i++)
      session.emit({ type: 'trace', batch: encode(i === 0 ? [start(0, 1)] : [state(i, 1, State.Running)]) })
    expect(seen).toEqual({ models: 2, logs: 2 })
    frames.next()
    expect(seen).toEqual({ models: 3, logs: 2 })
  })

  it('asks for no more frames when it is over', async () => {
    await begin()
    session.emit({ type: 'trace', batch: encode([start(0, 1), state(1, 1, State.Running)]) })
    session.emit({ type: 'end', summary: summaryOf() })
    expect(frames.all(100)).toBeLessThan(100)
    expect(run.totals.value?.lanes).toHaveLength(1)
    expect(run.model.value.finished).toBe(true)
  })

  it('begins again with nothing of the former run', async () => {
    await begin()
    session.emit({ type: 'output', lines: [line('old')] })
    session.emit({ type: 'problem', problem })
    frames.next()
    session.emit({ type: 'output', lines: [line('late')] })
    void run.start('again', {})
    await vi.waitFor(() => expect(session.runs).toHaveLength(2))
    frames.next()
    expect(run.log.value.length).toBe(0)
    expect(run.problems.value).toEqual([])
    expect(run.totals.value).toBeUndefined()
  })

  it('says so when another block\'s run took its place', async () => {
    await begin()
    session.runs[0]!.settle(summaryOf({ outcome: 'superseded' }))
    await vi.waitFor(() => expect(run.status.value.kind).toBe('superseded'))
    expect(frames.all(100)).toBeLessThan(100)
  })

  it('is not disturbed by the end of the run that it took the place of', async () => {
    await begin()
    void run.start('again', {})
    await vi.waitFor(() => expect(session.runs).toHaveLength(2))
    session.emit({ type: 'state', state: 'running' })
    session.runs[0]!.settle(summaryOf({ outcome: 'superseded' }))
    await Promise.resolve()
    expect(run.status.value.kind).toBe('running')
  })

  it('reports why when the engine can\'t be loaded', async () => {
    run = new LiveRun('demo/variant.ts', () => Promise.reject(new TypeError('no network')))
    await run.start('source', {})
    frames.next()
    expect(run.status.value.kind).toBe('broken')
    expect(run.problems.value).toMatchObject([{ type: 'TypeError', message: 'no network', origin: 'engine' }])
  })

  it('goes on from a snapshot as if all of it had been seen', async () => {
    const other = new LiveRun('demo/variant.ts', () => Promise.reject(new Error('it runs elsewhere')))
    await begin()
    session.emit({ type: 'name', of: 'lane', id: 1, name: 'MainThread' })
    session.emit({ type: 'output', lines: [line('one')] })
    session.emit({ type: 'trace', batch: encode([start(0, 1), state(1, 1, State.Running)]) })
    frames.next()
    session.emit({ type: 'output', lines: [line('not shown yet')] })
    session.emit({ type: 'trace', batch: encode([state(2, 1, State.Sleeping)]) })
    other.restore(structuredClone(run.snapshot()!))
    expect(other.next).toBe(run.next)
    expect(other.isOwn).toBe(false)
    frames.next()
    expect(other.log.value.slice(0, 9).map(({ text }) => text)).toEqual(['one', 'not shown yet'])
    expect(other.model.value.lanes.map(({ name, spans }) => [name, spans.length])).toEqual([['MainThread', 3]])
    expect(other.status.value.kind).toBe('running')
    other.take({ type: 'end', summary: summaryOf() })
    frames.all(100)
    expect(other.totals.value?.lanes).toHaveLength(1)
  })

  it('is superseded by a run in another window, and ignores its own session from then on', async () => {
    await begin()
    run.follow({ id: 'other', stamp: [1, 'b'], file: 'demo/variant.ts', source: '', options: {} })
    expect(session.stopped).toBe(1)
    session.emit({ type: 'output', lines: [line('late')] })
    run.take({ type: 'output', lines: [line('theirs')] })
    frames.next()
    expect(run.log.value.slice(0, 9).map(({ text }) => text)).toEqual(['theirs'])
  })
})
