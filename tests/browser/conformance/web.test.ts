import { describe, expect } from 'vitest'
import { asyncPromise, loopPromise } from './asyncio-promise'
import { promise } from './promise'

const TOP = `
import * as web from 'web'
import { OSError } from 'builtins'
`

describe('web.get', () => {
  promise('blocks until the response is there: status, reason, headers, body, text, json', `${TOP}
export function main() {
  const start = $perfCounter()
  const response = web.get('io/wait?ms=50')
  assertTrue($perfCounter() - start >= 0.049)
  assertEqual([response.url, response.status, response.reason], ['io/wait?ms=50', 200, 'OK'])
  assertEqual(response.headers['content-type'], 'application/json')
  assertEqual(response.text, '{"ok":true,"ms":50}')
  assertEqual(response.json(), { ok: true, ms: 50 })
  assertEqual(response.body.length, response.text.length)
  assertEqual(String(response), '<Response 200>')
  response.raiseForStatus()
}`)

  promise('bodies of all sizes come whole', `${TOP}
export function main() {
  for (const bytes of [0, 1, 3000, 4096, 70_000, 3_000_001]) {
    const { body } = web.get('io/wait?bytes=' + bytes)
    assertEqual(body.length, bytes)
    for (const at of [0, 64, 64 * 40, 64 * 1000, 64 * 40_000]) {
      if (at + 64 < bytes)
        assertEqual([body[at], body[at + 63]], [97, 10])
    }
  }
}`, { modes: ['free'] })

  promise('a status of 400 or more is an answer; raiseForStatus makes it an error', `${TOP}
export function main() {
  const response = web.get('io/wait?fail=503')
  assertEqual([response.status, response.reason], [503, 'Service Unavailable'])
  const error = assertRaises(web.HTTPError, () => response.raiseForStatus(), 'HTTP Error 503: Service Unavailable')
  assertTrue(error instanceof web.URLError && error instanceof OSError)
}`)

  promise('a connection that breaks off is a URLError', `${TOP}
export function main() {
  assertRaises(web.URLError, () => web.get('io/wait?fail=reset'), /^<urlopen error /)
}`)

  promise('what is not on the allow-list is refused', `${TOP}
export function main() {
  for (const url of ['https://example.org/', '/index.html', 'io/../secret', '//example.org/io/wait'])
    assertRaises(web.URLError, () => web.get(url), /is not on the deck's allow-list/)
}`)

  promise('a timeout is a TimeoutError; the thread can go on', `${TOP}
import { TimeoutError } from 'builtins'
export function main() {
  const start = $perfCounter()
  assertRaises(TimeoutError, () => web.get('io/wait?ms=60000', { timeout: 0.05 }), 'timed out')
  // It did not wait for the answer.
  assertTrue($perfCounter() - start < 60)
  assertEqual(web.get('io/wait?ms=0', { timeout: 10 }).status, 200)
  assertRaises(TypeError, () => web.get('io/wait', { timeOut: 1 } as never), "get() got an unexpected keyword argument 'timeOut'. Did you mean 'timeout'?")
}`)

  promise('releases the GIL: threads wait at the same time', `${TOP}
import * as shared from 'shared'
const answers = shared.int(0)
function ask() {
  assertEqual(web.get('io/wait?ms=1000').status, 200)
}
export function main() {
  const start = $perfCounter()
  joinThreads(startThreads(10, ask))
  const took = $perfCounter() - start
  assertTrue(took < 10, String(took))
}`)
})

describe('web.stream', () => {
  promise('gives the body piece by piece, as it comes', `${TOP}
export function main() {
  using response = web.stream('io/wait?ms=3000&bytes=3000&chunks=3')
  assertEqual(response.status, 200)
  assertEqual(response.headers['content-length'], '3000')
  let total = 0
  let first = 0
  for (const piece of response) {
    first ||= $perfCounter()
    total += piece.length
  }
  assertEqual(total, 3000)
  assertTrue($perfCounter() - first > 0.2)
}`, { modes: ['gil'] })

  promise('can be left early, and large bodies come in pieces', `${TOP}
export function main() {
  {
    using response = web.stream('io/wait?ms=20000&bytes=100&chunks=100')
    for (const _ of response)
      break
  }
  using large = web.stream('io/wait?bytes=1000000')
  let total = 0
  for (const piece of large) {
    assertTrue(piece.length <= 65536)
    total += piece.length
  }
  assertEqual(total, 1000000)
  using unavailable = web.stream('io/wait?fail=503')
  assertRaises(web.HTTPError, () => unavailable.raiseForStatus(), 'HTTP Error 503: Service Unavailable')
  assertRaises(web.URLError, () => web.stream('io/wait?fail=reset'))
}`, { modes: ['gil'] })
})

describe('web.aget', () => {
  asyncPromise('gives the response; other tasks run meanwhile', `
    const asked = asyncio.createTask(web.aget('io/wait?ms=100'))
    let ticks = 0
    while (!asked.done()) {
      await asyncio.sleep(0.001)
      ticks++
    }
    assertTrue(ticks > 1)
    const response = await asked
    assertEqual([response.status, response.text, response.headers['content-type']], [200, '{"ok":true,"ms":100}', 'application/json'])
  `, { top: TOP })

  asyncPromise('many wait at the same time', `
    const start = time.perfCounter()
    const responses = await asyncio.gather(...Array.from({ length: 40 }, () => web.aget('io/wait?ms=800')))
    assertTrue(responses.every(response => response.status === 200))
    const took = time.perfCounter() - start
    assertTrue(took < 40 * 0.8, String(took))
  `, { top: TOP })

  asyncPromise('bodies of all sizes come whole', `
    for (const bytes of [0, 1, 3000, 4096, 70_000, 3_000_001])
      assertEqual((await web.aget('io/wait?bytes=' + bytes)).body.length, bytes)
  `, { top: TOP })

  asyncPromise('errors: status, broken connection, allow-list', `
    assertEqual((await web.aget('io/wait?fail=404')).status, 404)
    await assertRaisesAsync(web.URLError, web.aget('io/wait?fail=reset'), /^<urlopen error /)
    await assertRaisesAsync(web.URLError, web.aget('https://example.org'), /allow-list/)
  `, { top: TOP })

  asyncPromise('a timeout is a TimeoutError, as with asyncio.timeout around it', `
    await assertRaisesAsync(TimeoutError, web.aget('io/wait?ms=5000', { timeout: 0.03 }))
    await assertRaisesAsync(TimeoutError, (async () => {
      await using _ = asyncio.timeout(0.03)
      await web.aget('io/wait?ms=5000')
    })())
    assertEqual((await web.aget('io/wait?ms=0', { timeout: 10 })).status, 200)
  `, { top: TOP })

  asyncPromise('cancelling the task gives the request up', `
    const task = asyncio.createTask(web.aget('io/wait?ms=5000'))
    await asyncio.sleep(0.03)
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    const many = Array.from({ length: 20 }, () => asyncio.createTask(web.aget('io/wait?ms=10')))
    await asyncio.sleep(0.01)
    for (const each of many)
      each.cancel()
    await asyncio.wait(many)
    assertEqual((await web.aget('io/wait?ms=0')).status, 200)
  `, { top: TOP })

  loopPromise('on a loop of another thread', `
    const thread = new $Thread({ target: ask })
    thread.start()
    thread.join()
  `, {
    top: `${TOP}
function ask() {
  print(asyncio.run(web.aget('io/wait?ms=10')).status)
}`,
    check: ({ lines, problems }) => {
      expect(problems).toEqual([])
      expect(lines).toEqual(['200'])
    },
  })
})

describe('web.astream', () => {
  asyncPromise('gives the body piece by piece, as it comes; other tasks run meanwhile', `
    let first = 0, total = 0, ticks = 0
    const ticker = asyncio.createTask((async () => {
      for (;;) {
        await asyncio.sleep(0.005)
        ticks++
      }
    })())
    {
      await using response = web.astream('io/wait?ms=3000&bytes=3000&chunks=3')
      assertEqual([response.status, response.reason, response.headers['content-length']], [200, 'OK', '3000'])
      for await (const piece of response) {
        first ||= time.perfCounter()
        total += piece.length
      }
    }
    ticker.cancel()
    assertEqual(total, 3000)
    assertTrue(time.perfCounter() - first > 0.2)
    assertTrue(ticks > 1)
  `, { top: TOP })

  asyncPromise('can be left early, timed out and cancelled', `
    {
      await using response = web.astream('io/wait?ms=20000&bytes=100&chunks=100')
      for await (const _ of response)
        break
    }
    {
      await using response = web.astream('io/wait?fail=503')
      assertRaises(web.HTTPError, () => response.raiseForStatus(), 'HTTP Error 503: Service Unavailable')
    }
    await assertRaisesAsync(TimeoutError, (async () => {
      await using _ = web.astream('io/wait?ms=5000', { timeout: 0.03 })
    })())
    const task = asyncio.createTask((async () => {
      await using response = web.astream('io/wait?ms=20000&bytes=2&chunks=2')
      for await (const _ of response);
    })())
    await asyncio.sleep(0.05)
    task.cancel()
    await assertRaisesAsync(asyncio.CancelledError, task)
    await assertRaisesAsync(web.URLError, (async () => {
      await using _ = web.astream('io/wait?fail=reset')
    })())
    assertRaises(RuntimeError, () => web.astream('io/wait').status, /has not begun/)
  `, { top: TOP })
})
