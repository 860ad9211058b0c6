/** The twins' module `web` on the machine's own CPython: it does what the deck's does. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { describeWithPython, python } from '../with-python'
import { runTwin } from './python'

const BLOCKING = `
import web
def attempt(work):
    try:
        print(work())
    except Exception as error:
        print(f'{type(error).__name__}: {error}')
response = web.get('io/wait?ms=1&bytes=5')
print(response, response.reason, response.text)
attempt(web.get('io/wait?fail=404').raise_for_status)
try:
    web.get('io/wait?fail=reset')
except ConnectionResetError:
    print('reset')
with web.stream('io/wait?ms=60000&bytes=12&chunks=12') as response:
    print(response, response.headers['content-length'], len(next(response)))
    attempt(response.raise_for_status)
attempt(lambda: next(response))
with web.stream('io/wait?bytes=1000000') as large:
    sizes = [len(piece) for piece in large]
print(max(sizes) <= 65536, sum(sizes), list(large))
with web.stream('io/wait?fail=503') as unavailable:
    attempt(unavailable.raise_for_status)
    print(sum(map(len, unavailable)) == int(unavailable.headers['content-length']))
attempt(lambda: web.stream('io/wait?ms=60000', timeout=0.05))
`

const ASYNC = `
import asyncio, web
async def count(url, timeout=None):
    async with web.astream(url, timeout=timeout) as response:
        total = 0
        async for piece in response:
            total += len(piece)
        return total
async def first(url):
    async with web.astream(url) as response:
        print(response)
        async for piece in response:
            return len(piece)
async def attempt(awaitable):
    try:
        print(await awaitable)
    except BaseException as error:
        print(type(error).__name__)
async def main():
    print((await web.aget('io/wait?bytes=5')).text)
    await attempt(web.aget('io/wait?fail=reset'))
    await attempt(first('io/wait?ms=60000&bytes=12&chunks=12'))
    await attempt(count('io/wait?ms=60000', timeout=0.05))
    await attempt(count('io/wait?fail=reset'))
    reading = asyncio.create_task(count('io/wait?ms=60000'))
    await asyncio.sleep(0.05)
    reading.cancel()
    await attempt(reading)
    print(await asyncio.gather(*[count(f'io/wait?ms=100&bytes={n}&chunks=4') for n in range(5)]))
    print(await count('io/wait?bytes=1000000'))
asyncio.run(main())
`

describeWithPython('web', () => {
  it.each([
    ['get and stream', BLOCKING, [
      '<Response 200> OK .....',
      'HTTPError: HTTP Error 404: Not Found',
      'reset',
      '<StreamingResponse 200> 12 1',
      'None',
      'RuntimeError: the response has been closed',
      'True 1000000 []',
      'HTTPError: HTTP Error 503: Service Unavailable',
      'True',
      'TimeoutError: timed out',
    ]],
    ['aget and astream', ASYNC, [
      '.....',
      'ConnectionResetError',
      '<AsyncStreamingResponse 200>',
      '1',
      'TimeoutError',
      'ConnectionResetError',
      'CancelledError',
      '[0, 1, 2, 3, 4]',
      '1000000',
    ]],
  ])('%s', async (_, program, expected) => {
    const folder = await mkdtemp(join(tmpdir(), 'web-'))
    try {
      await copyFile('snippets/web.py', join(folder, 'web.py'))
      await writeFile(join(folder, 'program.py'), program)
      const { outcome, output, errors } = await runTwin(python!, folder, 'program.py', 50)
      expect(errors).toBe('')
      expect(output.trimEnd().split('\n')).toEqual(expected)
      expect(outcome).toBe('finished')
    }
    finally {
      await rm(folder, { recursive: true })
    }
  })
})
