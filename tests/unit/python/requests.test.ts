/** Answers that reach a Python program while its thread runs. */
import { describe, expect, it } from 'vitest'
import { State } from '../../../engine/protocol/trace'
import { Requests } from '../../../engine/python/requests'
import { Scheduler, Wake } from '../../../engine/python/scheduler'

const LOOP = 1

function failAsNothingIsPending(): never {
  throw new Error('nothing can run, and nothing is pending')
}

function start() {
  let requests: Requests | undefined
  const scheduler = new Scheduler({ noticeStop() {}, sleep: failAsNothingIsPending, isExpecting: () => requests!.pending })
  requests = new Requests(1, scheduler, undefined, () => {})
  scheduler.enter()
  const answer = (request: number): void => requests.receive({ type: 'io-head', run: 1, request, status: 200, reason: 'OK', headers: [], url: '', body: new ArrayBuffer(0) })
  return { scheduler, requests, answer }
}

describe('an answer', () => {
  it('that comes while the event loop\'s thread runs ends the wait that the loop begins next', async () => {
    const { scheduler, requests, answer } = start()
    const request = requests.open(LOOP, 'io/wait', 'GET', [], undefined)
    answer(request)
    requests.expectAny(LOOP, scheduler.wait(State.Waiting, 0, 0, 1, -1, 0))
    expect(await scheduler.turn).not.toBe(Wake.Timeout)
    expect(requests.arrivals(LOOP)).toEqual([request])
  })

  it('that comes before its thread waits gives that thread one turn, not two', async () => {
    const { scheduler, requests, answer } = start()
    const request = requests.open(0, 'io/wait', 'GET', [], undefined)
    answer(request)
    requests.expect(request, scheduler.wait(State.Io, 0, 0, 1, -1, 0))
    await scheduler.turn
    const other = requests.open(0, 'io/wait', 'GET', [], undefined)
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
