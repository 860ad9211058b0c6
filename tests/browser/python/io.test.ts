/** Requests: through the sandbox's bridge, and nowhere else. */
import { beforeAll, describe, expect, it } from 'vitest'
import { registerServiceWorker } from '../../../engine/io/register'
import { runPython } from './run-python'

beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
})

describe('requests', { timeout: 120_000 }, () => {
  it('web.get blocks its thread and lets the others run, web.aget is awaitable, both overlap', async () => {
    const { lines, summary } = await runPython(`
      import asyncio, threading, time, web
      web.get('io/wait?ms=1')
      def took(work):
          begin = time.perf_counter()
          work()
          return time.perf_counter() - begin
      def threads():
          all = [threading.Thread(target=web.get, args=['io/wait?ms=1000']) for _ in range(20)]
          for t in all: t.start()
          for t in all: t.join()
      async def tasks():
          await asyncio.gather(*[web.aget('io/wait?ms=1000') for _ in range(20)])
      print(0.99 <= took(threads) < 20)
      print(0.99 <= took(lambda: asyncio.run(tasks())) < 20)
      r = web.get('io/wait?ms=1&bytes=5')
      print(r, r.text, r.reason, r.headers['content-length'])
      print(web.get('io/wait?fail=503').status)
      try:
          web.get('io/wait?fail=reset')
      except OSError as error:
          print(type(error).__name__)
      try:
          web.get('io/wait?ms=5000', timeout=0.05)
      except TimeoutError as error:
          print('TimeoutError', error)
      async def late():
          await web.aget('io/wait?ms=5000', timeout=0.05)
      try:
          asyncio.run(late())
      except TimeoutError:
          print('TimeoutError')
    `)
    expect(lines).toEqual(['True', 'True', '<Response 200> abcde OK 5', '503', 'ConnectionResetError', 'TimeoutError timed out', 'TimeoutError'])
    expect(summary.outcome).toBe('finished')
  })

  it('urllib.request.urlopen goes the same way', async () => {
    const { lines } = await runPython(`
      import threading, time, urllib.error, urllib.request
      url = '${location.origin}/io/wait?bytes=3'
      with urllib.request.urlopen(url) as answer:
          print(answer.status, answer.read(), answer.headers['Content-Type'])
      try:
          urllib.request.urlopen(url + '&fail=503')
      except urllib.error.HTTPError as error:
          print(error.code, error.reason)
      order = []
      t = threading.Thread(target=lambda: order.append(urllib.request.urlopen(url + '&ms=300').status))
      t.start()
      order.append('goes on')
      t.join()
      print(order)
    `)
    expect(lines).toEqual([expect.stringMatching(/^200 b'abc' text\/plain/), '503 Service Unavailable', '[\'goes on\', 200]'])
  })

  it('a status of 400 or more is an answer, of which raise_for_status makes an exception', async () => {
    const { lines } = await runPython(`
      import asyncio, urllib.error, web
      async def aget(url):
          return await web.aget(url)
      for get in (web.get, lambda url: asyncio.run(aget(url))):
          print(get('io/wait?ms=1').raise_for_status())
          for status in (404, 503):
              try:
                  get(f'io/wait?ms=1&fail={status}').raise_for_status()
              except urllib.error.HTTPError as error:
                  print(error, error.code == status, error.headers['Content-Type'] is not None)
    `)
    const each = ['None', 'HTTP Error 404: Not Found True True', 'HTTP Error 503: Service Unavailable True True']
    expect(lines).toEqual([...each, ...each])
  })

  it('an address outside the deck is refused, with the reason', async () => {
    const { lines } = await runPython(`
      import urllib.request, web
      for get in (web.get, urllib.request.urlopen):
          try:
              get('https://example.com/')
          except OSError as error:
              print('allow-list' in str(error))
    `)
    expect(lines).toEqual(['True', 'True'])
  })
})
