/** Answers that reach a Python program while its thread runs. */
import { describe, expect, it } from 'vitest'
import { State } from '../../../engine/protocol/trace'
import { Wake } from '../../../engine/python/green-thread'
import { Requests } from '../../../engine/python/requests'
import { Scheduler } from '../../../engine/python/scheduler'

const LOOP = 1

function failAsNothingIsPending(): never {
  throw new Error('nothing can run, and nothing is pending')
}

function start() {
  let requests: Requests | undefined
  const sent: string[] = []
  const scheduler = new Scheduler({ noticeStop() {}, sleep: failAsNothingIsPending, isExpecting: () => requests!.pending })
  requests = new Requests(1, scheduler, undefined, ({ type }) => void sent.push(type))
  scheduler.enter()
  const answer = (request: number): void => requests.receive({ type: 'io-head', run: 1, request, status: 200, reason: 'OK', headers: [], url: '', body: new ArrayBuffer(0) })
  return { scheduler, requests, answer, sent }
}

describe('an answer', () => {
  it('that comes while the event loop\'s thread runs ends the wait that the loop begins next', async () => {
    const { scheduler, requests, answer } = start()
    const request = requests.open(LOOP, 'io/wait', 'GET', [], undefined, false)
    answer(request)
    requests.expectAny(LOOP, scheduler.wait(State.Waiting, 0, 0, 1, -1, 0))
    expect(await scheduler.turn).not.toBe(Wake.Timeout)
    expect(requests.arrivals(LOOP)).toEqual([request])
  })

  it('that comes before its thread waits gives that thread one turn, not two', async () => {
    const { scheduler, requests, answer } = start()
    const request = requests.open(0, 'io/wait', 'GET', [], undefined, false)
    answer(request)
    requests.expect(request, scheduler.wait(State.Io, 0, 0, 1, -1, 0))
    await scheduler.turn
    const other = requests.open(0, 'io/wait', 'GET', [], undefined, false)
    requests.expect(other, scheduler.wait(State.Io, 0, 0, 2, -1, 0))
    let turns = 0
    const turn = scheduler.turn.then(() => turns++)
    await new Promise(resolve => setTimeout(resolve))
    expect(turns).toBe(0)
    expect(scheduler.running).toBeUndefined()
    answer(other)
    await turn
    expect(turns).toBe(1)
  })
})

describe('a stream', () => {
  /** A stream whose head was taken. */
  function open() {
    const started = start()
    const { requests } = started
    const request = requests.open(LOOP, 'io/wait', 'GET', [], undefined, true)
    requests.receive({ type: 'io-head', run: 1, request, status: 200, reason: 'OK', headers: [], url: '' })
    requests.arrivals(LOOP)
    expect(requests.take(request)).toMatchObject({ status: 200, isOver: false })
    const send = (chunk: ArrayBuffer | undefined): void => requests.receive({ type: 'io-body', run: 1, request, chunk })
    return { ...started, request, send }
  }

  it('asks the page only for what has not come, in pieces of 64 KiB at most', () => {
    const { requests, request, send, sent } = open()
    const sizes: number[] = []
    const chunks = [new ArrayBuffer(150_000), new ArrayBuffer(1), undefined]
    for (;;) {
      const before = sent.length
      requests.pull(request)
      if (sent.length > before)
        send(chunks.shift())
      expect(requests.arrivals(LOOP)).toEqual([request])
      const { body, isOver } = requests.take(request)!
      if (isOver)
        break
      sizes.push(body.length)
    }
    expect(sizes).toEqual([65_536, 65_536, 18_928, 1])
    expect(sent).toEqual(['io-open', 'io-pull', 'io-pull', 'io-pull'])
  })

  it('is given up between two pieces too, once', () => {
    const { requests, request, sent } = open()
    expect(requests.pending).toBe(false)
    requests.cancel(request)
    requests.cancel(request)
    requests.pull(request)
    expect(sent).toEqual(['io-open', 'io-cancel'])
    expect(requests.pending).toBe(false)
  })
})
