import type { OutputLine } from '../../../engine/protocol/run'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { State } from '../../../engine/protocol/trace'
import { encode, start, state } from '../insight/records'
import { stubFrames } from '../live-code/frames'
import { summaryOf } from '../live-code/scripted-session'
import { FakeWindow, Way } from './windows'

const line = (text: string): OutputLine => ({ stream: 'stdout', text, thread: 'MainThread', lane: 1, time: 1 })
const texts = (window: FakeWindow, file?: string) => window.run(file).log.value.slice(0, 99).map(({ text }) => text)

let frames: ReturnType<typeof stubFrames>
let way: Way

beforeEach(() => {
  frames = stubFrames()
  way = new Way()
})
afterEach(() => vi.unstubAllGlobals())

async function begin(window: FakeWindow, file?: string) {
  const count = window.session.runs.length
  void window.run(file).start('source', { mode: 'free' })
  await vi.waitFor(() => expect(window.session.runs.length).toBe(count + 1))
  window.session.emit({ type: 'state', state: 'running' })
}

describe.each([['BroadcastChannel', true], ['the dev server', false]])('windows that talk over %s', (_, isLocal) => {
  beforeEach(() => {
    way = new Way(isLocal)
  })

  it('have the same state, also when one of them is opened late', () => {
    const a = new FakeWindow('a', [way])
    a.stage.set('variant:x@1', 'threads')
    a.stage.set('text:x/threads.ts', { base: '1', text: 'edited' })
    const b = new FakeWindow('b', [way])
    expect(b.stage.get('variant:x@1')).toBe('threads')
    b.stage.set('variant:x@1', 'asyncio')
    expect(a.stage.get('variant:x@1')).toBe('asyncio')
    // The seed of Controlled runs, so that each window starts the same one.
    a.stage.set('seed:x@1', 7)
    expect(b.stage.get('seed:x@1')).toBe(7)
    expect(a.stage.get('text:x/threads.ts')?.text).toBe('edited')
  })

  it('run a program once, and all show its stream', async () => {
    const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
    await begin(a)
    a.session.emit({ type: 'name', of: 'lane', id: 1, name: 'MainThread' })
    a.session.emit({ type: 'output', lines: [line('one')] })
    a.session.emit({ type: 'trace', batch: encode([start(0, 1), state(1, 1, State.Running)]) })
    expect(b.session.runs).toHaveLength(0)
    expect(b.run().status.value.kind).toBe('running')
    frames.next()
    expect(texts(b)).toEqual(['one'])
    expect(b.run().model.value.lanes[0]?.name).toBe('MainThread')
    a.session.emit({ type: 'end', summary: summaryOf() })
    frames.all(100)
    expect(b.run().totals.value?.lanes).toHaveLength(1)
    expect(b.run().info.value?.source).toBe('source')
  })

  it('catch up with a run that has begun before they were opened', async () => {
    const a = new FakeWindow('a', [way])
    await begin(a)
    a.session.emit({ type: 'output', lines: [line('before')] })
    a.session.emit({ type: 'trace', batch: encode([start(0, 1)]) })
    const late = new FakeWindow('late', [way])
    a.session.emit({ type: 'output', lines: [line('after')] })
    a.session.emit({ type: 'trace', batch: encode([state(1, 1, State.Running)]) })
    frames.next()
    expect(texts(late)).toEqual(['before', 'after'])
    expect(late.run().model.value.lanes[0]?.spans.length).toBe(2)
    expect(late.run().status.value.kind).toBe('running')
  })
})

it('a window misses nothing and shows nothing twice, whenever in a run it is opened and however late it is heard', async () => {
  const a = new FakeWindow('a', [way])
  await begin(a)
  const expected: string[] = []
  const late: FakeWindow[] = []
  for (let i = 0; i < 40; i++) {
    if (i % 8 === 3)
      way.holding = true
    if (i % 8 === 4)
      late.push(new FakeWindow(`late${i}`, [way]))
    if (i % 8 === 6)
      way.flush()
    expected.push(`${i}`)
    a.session.emit({ type: 'output', lines: [line(`${i}`)] })
  }
  way.flush()
  a.session.emit({ type: 'end', summary: summaryOf() })
  frames.all(200)
  expect(late).toHaveLength(5)
  for (const window of late)
    expect(texts(window)).toEqual(expected)
})

it('what comes over two ways is taken once', async () => {
  const ways = [new Way(true), new Way(false)]
  const [a, b] = [new FakeWindow('a', ways), new FakeWindow('b', ways)]
  await begin(a)
  a.session.emit({ type: 'output', lines: [line('one')] })
  a.session.emit({ type: 'output', lines: [line('two')] })
  frames.next()
  expect(texts(b)).toEqual(['one', 'two'])
})

it('stop reaches the window in which the program runs', async () => {
  const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
  await begin(a)
  b.run().stop()
  expect([a.session.stopped, b.session.stopped]).toEqual([1, 0])
})

it('a line of standard input can be typed in any window, also one that was opened late, and the first answer counts', async () => {
  const presenter = new FakeWindow('a', [way])
  await begin(presenter)
  presenter.session.emit({ type: 'input', wanted: { request: 7, prompt: 'name? ', hidden: false } })
  const audience = new FakeWindow('b', [way])
  expect(audience.run().inputs.value).toEqual([{ request: 7, prompt: 'name? ', hidden: false }])
  audience.run().answer(7, 'Ada')
  expect(presenter.session.answers).toEqual([[7, 'Ada']])
  presenter.session.emit({ type: 'input-over', request: 7 })
  presenter.run().answer(7, 'Grace')
  audience.run().answer(7, 'Grace')
  expect(presenter.session.answers).toHaveLength(1)
  presenter.session.emit({ type: 'input', wanted: { request: 8, prompt: '', hidden: true } })
  presenter.session.emit({ type: 'end', summary: summaryOf() })
  expect([presenter.run().inputs.value, audience.run().inputs.value]).toEqual([[], []])
})

it('stop reaches it also from a window that has the run from a third one', async () => {
  const local = new Way()
  const server = new Way(false)
  const a = new FakeWindow('a', [local])
  // The one that answers first shows the run, and does not make it.
  const b = new FakeWindow('b', [server, local])
  await begin(a)
  const late = new FakeWindow('late', [server, local])
  expect(late.run().status.value.kind).toBe('running')
  late.run().stop()
  expect([a.session.stopped, b.session.stopped]).toEqual([1, 0])
  b.sync.close()
  expect(late.run().status.value.kind).toBe('running')
})

it('of two windows the one that ran last runs, whatever file: the other run is superseded', async () => {
  const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
  await begin(a, 'demo/one.ts')
  await begin(b, 'demo/two.ts')
  expect(a.session.stopped).toBe(1)
  for (const window of [a, b]) {
    expect(window.run('demo/one.ts').status.value.kind).toBe('superseded')
    expect(window.run('demo/two.ts').status.value.kind).toBe('running')
  }
})

it('a run whose window is closed is lost, and what it has shown stays', async () => {
  const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
  await begin(a)
  a.session.emit({ type: 'output', lines: [line('one')] })
  a.sync.close()
  frames.next()
  expect(b.run().status.value.kind).toBe('lost')
  expect(texts(b)).toEqual(['one'])
})

it('a run is taken up again when the device that was thought lost is heard of', async () => {
  const server = new Way(false)
  const [a, b] = [new FakeWindow('a', [server]), new FakeWindow('b', [server])]
  await begin(a)
  b.sync.removePeer('a')
  expect(b.run().status.value.kind).toBe('lost')
  a.session.emit({ type: 'output', lines: [line('still here')] })
  frames.next()
  expect(b.run().status.value.kind).toBe('running')
  expect(texts(b)).toEqual(['still here'])
})

it('a window in which no code can run asks another one to run it', async () => {
  const [a, phone] = [new FakeWindow('a', [way]), new FakeWindow('phone', [way], { runs: false })]
  phone.sync.ask(phone.peers.get('a')!, 'demo/variant.ts', 'typed on the phone', { mode: 'gil' })
  await vi.waitFor(() => expect(a.session.runs[0]?.source).toBe('typed on the phone'))
  expect(phone.run().active).toBe(true)
})

it('a window that only watches changes nothing', () => {
  const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
  b.stage.locked.value = true
  b.stage.set('variant:x@1', 'mine')
  expect([a.stage.get('variant:x@1'), b.stage.get('variant:x@1')]).toEqual([undefined, undefined])
})

it('a reset of everything is one in all windows, runs included, and in those that are opened later', async () => {
  const [a, b] = [new FakeWindow('a', [way]), new FakeWindow('b', [way])]
  b.stage.set('variant:x@1', 'threads')
  await begin(a)
  b.stage.clear()
  const late = new FakeWindow('late', [way])
  for (const window of [a, b, late]) {
    expect(window.run().status.value.kind).toBe('never')
    expect(window.stage.get('variant:x@1')).toBeUndefined()
  }
  expect(a.session.stopped).toBe(1)
})

it('a window\'s state from an earlier day is replaced by that of the others', () => {
  const a = new FakeWindow('a', [way])
  a.stage.set('variant:x@1', 'threads')
  const old = new Way()
  const b = new FakeWindow('b', [old])
  b.stage.merge([{ key: 'variant:y@2', value: 'left over', stamp: [Date.now(), 'yesterday'] }])
  const c = new FakeWindow('c', [])
  c.stage.merge(b.stage.all().entries)
  c.stage.dropOthers('c')
  expect(c.stage.get('variant:y@2')).toBeUndefined()
})
