import { describe, expect, it } from 'vitest'
import { answerIo, isIoPath } from '../../../engine/io/endpoint'
import { MAX_BYTES, MAX_CHUNKS, MAX_MS } from '../../../engine/io/parameters'

function ask(query: string, context?: Parameters<typeof answerIo>[1]): Promise<Response> {
  return answerIo(new URL(`http://deck.test/talk/io/${query}`), context)
}

async function piecesOf(response: Response): Promise<{ sizes: number[], times: number[] }> {
  const begin = performance.now()
  const sizes: number[] = []
  const times: number[] = []
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    sizes.push(piece.length)
    times.push(performance.now() - begin)
  }
  return { sizes, times }
}

describe('io/wait', () => {
  it('answers a short JSON text by default', async () => {
    const response = await ask('wait')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toEqual({ ok: true, ms: 0 })
  })

  it('answers no sooner than after ms milliseconds', async () => {
    const begin = performance.now()
    const response = await ask('wait?ms=50')
    expect(performance.now() - begin).toBeGreaterThanOrEqual(50)
    expect(await response.json()).toEqual({ ok: true, ms: 50 })
  })

  it.each([0, 1, 64, 65, 1000, 100_000])('sends a body of exactly %i bytes', async (bytes) => {
    const response = await ask(`wait?bytes=${bytes}`)
    expect(response.headers.get('content-length')).toBe(String(bytes))
    const text = await response.text()
    expect(text).toHaveLength(bytes)
    expect([...text].every((letter, at) => letter === text[at % 64])).toBe(true)
  })

  it('sends the body in as many pieces as asked for, the last when ms milliseconds are over', async () => {
    const begin = performance.now()
    const { sizes, times } = await piecesOf(await ask('wait?ms=100&bytes=1001&chunks=4'))
    expect(sizes).toEqual([250, 250, 250, 251])
    expect(performance.now() - begin).toBeGreaterThanOrEqual(100)
    expect(times[3]! - times[0]!).toBeGreaterThanOrEqual(60)
  })

  it('sends no empty pieces when there are fewer bytes than chunks', async () => {
    const { sizes } = await piecesOf(await ask('wait?bytes=3&chunks=10'))
    expect(sizes).toEqual([1, 1, 1])
  })

  it('says a failure after the wait, with its reason', async () => {
    const begin = performance.now()
    const response = await ask('wait?ms=30&fail=503')
    expect(performance.now() - begin).toBeGreaterThanOrEqual(30)
    expect([response.status, response.statusText]).toEqual([503, 'Service Unavailable'])
    expect(await response.json()).toEqual({ ok: false, ms: 30, status: 503 })
  })

  it('gives a response of type error for a connection that breaks off', async () => {
    expect((await ask('wait?fail=reset')).type).toBe('error')
  })

  it('gives HEAD the headers without a body', async () => {
    const response = await ask('wait?bytes=10', { method: 'HEAD' })
    expect(response.headers.get('content-length')).toBe('10')
    expect(response.body).toBeNull()
  })

  it('may never be kept in a cache', async () => {
    expect((await ask('wait')).headers.get('cache-control')).toBe('no-store')
  })

  it('ignores parameters it does not know, so that requests can be told apart', async () => {
    expect((await ask('wait?file=7')).status).toBe(200)
  })

  it('ends the wait when whoever asked is gone', async () => {
    const gone = new AbortController()
    // It would outlast the test.
    const answer = ask('wait?ms=60000', { signal: gone.signal })
    setTimeout(() => gone.abort(new Error('gone')), 10)
    await expect(answer).rejects.toThrow('gone')
  })

  it('ends the rest of a body that is cancelled', async () => {
    const response = await ask('wait?ms=600&bytes=30&chunks=3')
    const reader = response.body!.getReader()
    await reader.read()
    await expect(reader.cancel()).resolves.toBeUndefined()
  })
})

describe('a bad request to io/', () => {
  it.each([
    ['ms=abc', `ms must be a number from 0 to ${MAX_MS}, not 'abc'`],
    ['ms=', `ms must be a number from 0 to ${MAX_MS}, not ''`],
    ['ms=-1', `ms must be a number from 0 to ${MAX_MS}, not '-1'`],
    ['ms=60001', `ms must be a number from 0 to ${MAX_MS}, not '60001'`],
    ['ms=Infinity', `ms must be a number from 0 to ${MAX_MS}, not 'Infinity'`],
    ['bytes=16777217', `bytes must be a number from 0 to ${MAX_BYTES}, not '16777217'`],
    ['bytes=1.5', `bytes must be a whole number, not '1.5'`],
    ['chunks=0', `chunks must be a number from 1 to ${MAX_CHUNKS}, not '0'`],
    ['chunks=1025', `chunks must be a number from 1 to ${MAX_CHUNKS}, not '1025'`],
    ['ms=1e9', `ms must be a number from 0 to ${MAX_MS}, not '1e9'`],
    ['ms=NaN', `ms must be a number from 0 to ${MAX_MS}, not 'NaN'`],
    ['ms=1&ms=2', `ms is given 2 times`],
    ['bytes=1e12', `bytes must be a number from 0 to ${MAX_BYTES}, not '1e12'`],
    ['bytes=1&bytes=1&bytes=1', `bytes is given 3 times`],
    ['fail=reset&fail=503', `fail is given 2 times`],
    ['fail=200', `fail must be a status from 400 to 599 or 'reset', not '200'`],
    ['fail=yes', `fail must be a status from 400 to 599 or 'reset', not 'yes'`],
  ])('learns what is wrong with %s', async (query, message) => {
    const response = await ask(`wait?${query}`)
    expect([response.status, await response.text()]).toEqual([400, `${message}\n`])
  })

  it('learns that there is no such endpoint', async () => {
    const response = await ask('hold')
    expect([response.status, await response.text()]).toEqual([404, `there is no endpoint 'io/hold'; there is 'io/wait'\n`])
  })

  it('learns which methods there are', async () => {
    const response = await ask('wait', { method: 'POST' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('isIoPath', () => {
  it.each([
    ['/io/wait', '/', true],
    ['/talk/io/wait', '/talk/', true],
    ['/io/wait', '/talk/', false],
    ['/talk/audio/wait', '/talk/', false],
    ['/', '/', false],
  ])('of %s under %s is %s', (path, base, expected) => {
    expect(isIoPath(path, base)).toBe(expected)
  })
})
