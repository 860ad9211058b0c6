import type { HostToSandbox } from '../../../engine/protocol/messages'
import { afterEach, expect, it, vi } from 'vitest'
import { IoBridge } from '../../../engine/host/io-bridge'
import { provideWithResolvers } from './with-resolvers'

afterEach(() => vi.unstubAllGlobals())

/** A bridge over a network that answers only when a test says so. */
function bridge() {
  vi.stubGlobal('navigator', {})
  provideWithResolvers()
  const pending: (() => void)[] = []
  vi.stubGlobal('fetch', (_: URL, { signal }: RequestInit) => new Promise<Response>((resolve, reject) => {
    pending.push(() => resolve(new Response('ok')))
    signal!.addEventListener('abort', () => reject(new Error('aborted')))
  }))
  const sent: HostToSandbox[] = []
  const io = new IoBridge(new URL('http://localhost/'), message => void sent.push(message))
  return {
    io,
    sent,
    pending,
    open: (request: number, url = 'io/wait') => io.handle({ type: 'io-open', run: 1, request, url, method: 'GET', headers: [], whole: true }),
    settle: () => vi.waitFor(() => new Promise(resolve => setTimeout(resolve))),
  }
}

it('a thousand requests are on their way at once', async () => {
  const { pending, sent, open, settle } = bridge()
  const all = Promise.all(Array.from({ length: 1000 }, (_, request) => open(request)))
  await settle()
  expect(pending).toHaveLength(1000)
  for (const answer of pending.splice(0))
    answer()
  await all
  expect(sent.every(({ type }) => type === 'io-head')).toBe(true)
})

it('of a hundred requests for 16 MB only some are on their way at a time, and every one is answered', async () => {
  const { sent, pending, open, settle } = bridge()
  const all = Promise.all(Array.from({ length: 100 }, (_, request) => open(request, `io/wait?bytes=${16 << 20}`)))
  let most = 0
  while (sent.length < 100) {
    await settle()
    most = Math.max(most, pending.length)
    for (const answer of pending.splice(0))
      answer()
  }
  await all
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(5)
  expect(new Set(sent.map(message => 'request' in message && message.request)).size).toBe(100)
})

it('requests that wait for their turn go with their run, and the next run has all the room', async () => {
  const { io, pending, open, settle } = bridge()
  const first = Promise.all(Array.from({ length: 40 }, (_, request) => open(request, `io/wait?bytes=${16 << 20}`)))
  await settle()
  io.abortAll()
  await first
  pending.length = 0
  const second = Promise.all(Array.from({ length: 1000 }, (_, request) => open(1000 + request)))
  await settle()
  expect(pending).toHaveLength(1000)
  for (const answer of pending.splice(0))
    answer()
  await second
})
