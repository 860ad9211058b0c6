/** Requests that the page hands to the service worker by message. */
import type { AnswersToPage, RelayedAnswer, RequestsToServiceWorker } from '../../../engine/io/requests/messages'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { RequestsOfPage } from '../../../engine/io/requests/answering'
import { ServiceWorkerRequests } from '../../../engine/io/requests/asking'
import { AnswersToPageSchema, RequestsToServiceWorkerSchema } from '../../../engine/io/requests/messages'

/** A page and a service worker that hear each other; what was said can be looked at, and the worker replaced. */
function connect() {
  const said: RequestsToServiceWorker[] = []
  const listeners: ((event: { data: unknown }) => void)[] = []
  const hear = (data: unknown): void => listeners.forEach(listener => listener({ data }))
  const start = (): RequestsOfPage => new RequestsOfPage({ postMessage: (message: AnswersToPage) => queueMicrotask(() => hear(message)) })
  const worker = { requests: start(), restart: () => void (worker.requests = start()) }
  const controller = {
    postMessage(message: RequestsToServiceWorker) {
      said.push(message)
      void worker.requests.handle(message)
    },
  }
  const container = {
    controller: controller as typeof controller | null,
    addEventListener: (_: 'message', listener: (event: { data: unknown }) => void) => void listeners.push(listener),
    startMessages() {},
  }
  return { page: new ServiceWorkerRequests(container), container, worker, said, hear }
}

const never = () => new AbortController().signal
const get = (query: string) => ({ url: `https://deck.example/io/wait?${query}`, method: 'GET' })
const bodyOf = (answer: RelayedAnswer | 'lost') => answer !== 'lost' && answer.type === 'response' ? new TextDecoder().decode(answer.body) : answer

afterEach(() => {
  vi.useRealTimers()
})

describe('requests by message', () => {
  it('are answered by the endpoint, with status, headers and body', async () => {
    const { page } = connect()
    const answer = await page.request(get('bytes=3&fail=503'), never())
    expect(answer).toMatchObject({ type: 'response', status: 503, reason: 'Service Unavailable' })
    expect(bodyOf(answer)).toBe('abc')
  })

  it('go together when they are made together', async () => {
    const { page, said } = connect()
    await Promise.all(Array.from({ length: 200 }, () => page.request(get('ms=1'), never())))
    expect(said.filter(({ type }) => type === 'io-requests')).toHaveLength(1)
  })

  it('end with a reset where the connection breaks off', async () => {
    const { page } = connect()
    expect(await page.request(get('fail=reset'), never())).toMatchObject({ type: 'reset' })
  })

  it('can be given up, and the service worker then stops waiting', async () => {
    const { page, worker } = connect()
    const abort = new AbortController()
    const answer = page.request(get('ms=60000'), abort.signal)
    await vi.waitFor(() => expect(worker.requests.isIdle).toBe(false))
    abort.abort(new Error('given up'))
    await expect(answer).rejects.toThrow('given up')
    await vi.waitFor(() => expect(worker.requests.isIdle).toBe(true))
  })

  it('are reported as lost by a service worker that was started anew meanwhile', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { page, worker } = connect()
    const answer = page.request(get('ms=60000'), never())
    await vi.waitFor(() => expect(worker.requests.isIdle).toBe(false))
    worker.restart()
    vi.advanceTimersByTime(2000)
    expect(await answer).toBe('lost')
  })

  it('are not lost to a check while they are being answered', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { page } = connect()
    const answer = page.request(get('ms=50'), never())
    for (let round = 0; round < 10; round++)
      vi.advanceTimersByTime(2000)
    expect(await answer).toMatchObject({ status: 200 })
  })

  it('are lost, and not forgotten, when no service worker controls the page any more', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] })
    const { page, container, worker } = connect()
    const answer = page.request(get('ms=60000'), never())
    await vi.waitFor(() => expect(worker.requests.isIdle).toBe(false))
    container.controller = null
    vi.advanceTimersByTime(2000)
    expect(await answer).toBe('lost')
    expect(await page.request(get('ms=0'), never())).toBe('lost')
  })

  it('are lost, and do not hang, where the service worker is of a version that knows no requests', async () => {
    const { page, container } = connect()
    container.controller = { postMessage() {} }
    expect(await page.request(get('ms=0'), never())).toBe('lost')
  })

  it('come from messages of the right shape only', () => {
    const { hear } = connect()
    fc.assert(fc.property(fc.anything(), (data) => {
      expect(v.is(RequestsToServiceWorkerSchema, data)).toBe(false)
      expect(v.is(AnswersToPageSchema, data)).toBe(false)
      hear(data)
    }))
    expect(v.is(RequestsToServiceWorkerSchema, { type: 'io-requests', requests: [{ id: 1, url: 'x', method: null }] })).toBe(false)
    expect(v.is(RequestsToServiceWorkerSchema, { type: 'io-cancel', ids: ['1'] })).toBe(false)
  })
})
