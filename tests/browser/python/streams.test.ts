/** web.stream and web.astream: bodies that come piece by piece, as on the TypeScript side. */
import { beforeAll, describe, expect, it } from 'vitest'
import { registerServiceWorker } from '../../../engine/io/register'
import { runPython } from './run-python'

beforeAll(async () => {
  expect(await registerServiceWorker('/')).toEqual({ controlled: true })
})

describe('web.stream', { timeout: 120_000 }, () => {
  it('gives the head first and the body piece by piece, and lets other threads run meanwhile', async () => {
    const { lines, problems } = await runPython(`
      import threading, time, web
      log = []
      def read():
          with web.stream('io/wait?ms=3000&bytes=3000&chunks=3') as response:
              log.append((response.status, response.reason, response.headers['content-length']))
              log.append(repr(response))
              for piece in response:
                  log.append(piece)
                  first_came.set()
          log.append('end')
      first_came = threading.Event()
      thread = threading.Thread(target=read)
      thread.start()
      first_came.wait()
      log.append('while it goes on')
      thread.join()
      pieces = [piece for piece in log if isinstance(piece, bytes)]
      body = b''.join(pieces)
      print([entry for entry in log if not isinstance(entry, bytes)])
      print(len(pieces) > 1, len(body), body == web.get('io/wait?bytes=3000').body)
    `)
    expect(problems).toEqual([])
    expect(lines).toEqual(['[(200, \'OK\', \'3000\'), \'<StreamingResponse 200>\', \'while it goes on\', \'end\']', 'True 3000 True'])
  })

  it('can be left early, large bodies come in pieces of 64 KiB at most, and failures are exceptions', async () => {
    const { lines, problems } = await runPython(`
      import urllib.error, web
      def attempt(work):
          try:
              print(work())
          except Exception as error:
              print(f'{type(error).__name__}: {error}')
      with web.stream('io/wait?ms=60000&bytes=100&chunks=100') as response:
          print(len(next(response)))
      attempt(lambda: next(response))
      with web.stream('io/wait?bytes=1000000') as large:
          sizes = [len(piece) for piece in large]
      print(max(sizes) <= 65536, sum(sizes), list(large))
      with web.stream('io/wait?bytes=0') as empty:
          print(list(empty), empty.raise_for_status())
      with web.stream('io/wait?fail=503') as unavailable:
          attempt(unavailable.raise_for_status)
          print(sum(map(len, unavailable)) == int(unavailable.headers['content-length']))
      attempt(lambda: web.stream('io/wait?ms=60000', timeout=0.05))
      with web.stream('io/wait?ms=60000&bytes=12&chunks=12') as slow:
          next(slow)
          slow._timeout = 0.05
          attempt(lambda: next(slow))
          attempt(lambda: next(slow))
      try:
          web.stream('io/wait?fail=reset')
      except OSError as error:
          print(type(error).__name__)
      try:
          web.stream('https://example.com/')
      except OSError as error:
          print('allow-list' in str(error))
    `)
    expect(problems).toEqual([])
    expect(lines).toEqual([
      '1',
      'RuntimeError: the response has been closed',
      'True 1000000 []',
      '[] None',
      'HTTPError: HTTP Error 503: Service Unavailable',
      'True',
      'TimeoutError: timed out',
      'TimeoutError: timed out',
      'RuntimeError: the response has been closed',
      'ConnectionResetError',
      'True',
    ])
  })
})

describe('web.astream', { timeout: 120_000 }, () => {
  it('gives the body piece by piece, and lets other tasks run meanwhile', async () => {
    const { lines, problems } = await runPython(`
      import asyncio, web
      async def read():
          async with web.astream('io/wait?ms=3000&bytes=3000&chunks=3') as response:
              print(response.status, response.reason, response.headers['content-length'], response)
              response.raise_for_status()
              pieces = []
              async for piece in response:
                  pieces.append(piece)
              return pieces
      async def main():
          reading = asyncio.create_task(read())
          ticks = 0
          while not reading.done():
              await asyncio.sleep(0.005)
              ticks += 1
          pieces = await reading
          print(len(pieces) > 1, sum(map(len, pieces)), ticks > 1)
      asyncio.run(main())
    `)
    expect(problems).toEqual([])
    expect(lines).toEqual(['200 OK 3000 <AsyncStreamingResponse 200>', 'True 3000 True'])
  })

  it('can be left early, timed out and cancelled, and many wait at the same time', async () => {
    const { lines, problems } = await runPython(`
      import asyncio, web
      async def attempt(awaitable):
          try:
              print(await awaitable)
          except BaseException as error:
              print(f'{type(error).__name__}: {error}' if str(error) else type(error).__name__)
      async def count(url, timeout=None):
          async with web.astream(url, timeout=timeout) as response:
              total = 0
              async for piece in response:
                  total += len(piece)
              return total
      async def first(url):
          async with web.astream(url) as response:
              async for piece in response:
                  return len(piece), response
      async def main():
          size, response = await first('io/wait?ms=60000&bytes=100&chunks=100')
          print(size)
          await attempt(anext(response))
          await attempt(count('io/wait?ms=60000', timeout=0.05))
          reading = asyncio.create_task(count('io/wait?ms=60000&bytes=2&chunks=60'))
          await asyncio.sleep(0.05)
          reading.cancel()
          await attempt(reading)
          print(await asyncio.gather(*[count(f'io/wait?ms=100&bytes={1000 * n}&chunks=4') for n in range(20)]) == [1000 * n for n in range(20)])
          print(await count('io/wait?bytes=1000000'))
          try:
              await count('io/wait?fail=reset')
          except OSError as error:
              print(type(error).__name__)
      asyncio.run(main())
    `)
    expect(problems).toEqual([])
    expect(lines).toEqual(['1', 'RuntimeError: the response has been closed', 'TimeoutError', 'CancelledError', 'True', '1000000', 'ConnectionResetError'])
  })
})

describe('in a Controlled run', { timeout: 120_000 }, () => {
  it('pieces come when the address says, and are the same each time', async () => {
    const program = `
      import asyncio, time, web
      def read():
          with web.stream('io/wait?ms=300&bytes=3000&chunks=3') as response:
              print(f'{time.monotonic():.1f}', response.status)
              for piece in response:
                  print(f'{time.monotonic():.1f}', len(piece))
      async def aread(name, ms):
          async with web.astream(f'io/wait?ms={ms}&bytes=200000&chunks=2') as response:
              async for piece in response:
                  print(f'{time.monotonic():.1f}', name, len(piece))
      async def main():
          await asyncio.gather(aread('a', 400), aread('b', 1200))
      read()
      asyncio.run(main())
    `
    const first = await runPython(program, { seed: 3 })
    expect(first.problems).toEqual([])
    expect(first.lines).toEqual([
      '0.1 200',
      ...['0.1 1000', '0.2 1000', '0.3 1000'],
      ...['0.5 a 65536', '0.5 a 34464', '0.7 a 65536', '0.7 a 34464'],
      ...['0.9 b 65536', '0.9 b 34464', '1.5 b 65536', '1.5 b 34464'],
    ])
    expect((await runPython(program, { seed: 3 })).lines).toEqual(first.lines)
  })
})
