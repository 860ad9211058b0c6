// Downloads with a time limit, retries, and pauses that double (with a bit of chance).
import * as asyncio from 'asyncio'
import { enumerate, Exception, print, repr, sum } from 'builtins'
import * as random from 'random'
import * as web from 'web'

const TIMEOUT = 0.5
const BASE = 0.1

// What each attempt of a download meets.
const DOWNLOADS: Record<string, string[]> = {
  steady: ['io/wait?ms=50&bytes=2000'],
  flaky: ['io/wait?ms=20&fail=503', 'io/wait?ms=20&fail=reset', 'io/wait?ms=50&bytes=2000'],
  slow: ['io/wait?ms=2000&bytes=2000', 'io/wait?ms=50&bytes=2000'],
  dead: Array.from({ length: 4 }, () => 'io/wait?ms=20&fail=503'),
}

class DownloadError extends Exception {}

async function download(name: string, urls: string[]) {
  let last
  for (const [attempt, url] of enumerate(urls, 1)) {
    try {
      await using _ = asyncio.timeout(TIMEOUT)
      const response = await web.aget(url)
      response.raiseForStatus()
      print(`${name}: ${response.status} at attempt ${attempt}`)
      return attempt
    }
    catch (error) {
      if (!(error instanceof Exception))
        throw error
      last = error
      print(`${name}: attempt ${attempt} failed: ${repr(error)}`)
    }
    if (attempt < urls.length) {
      const pause = BASE * 2 ** (attempt - 1) + random.uniform(0, 0.05)
      print(`${name}: again in ${pause.toFixed(2)} s`)
      await asyncio.sleep(pause)
    }
  }
  throw new DownloadError(`${name}: given up after ${urls.length} attempts`, { cause: last })
}

export async function main() {
  const results = await asyncio.gather(
    ...Object.entries(DOWNLOADS).map(([name, urls]) => download(name, urls)),
    { returnExceptions: true },
  )
  const failures = results.filter(result => result instanceof DownloadError)
  for (const failure of failures)
    print('failed:', failure)
  const attempts = sum(results.filter(result => typeof result === 'number'))
  const right = attempts === 6 && failures.length === 1
  print(`attempts ${attempts}, given up ${failures.length}: ${right ? 'True' : 'False'}`)
}
