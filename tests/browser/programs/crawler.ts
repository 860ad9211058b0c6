import { KeyError, len, print, range, sorted } from 'builtins'
import { Queue, ShutDown } from 'queue'
import * as shared from 'shared'
import { currentThread, Lock, Thread } from 'threading'
import { sleep } from 'time'

const SITE = new Map([
  ['/', ['/docs', '/blog', '/about']],
  ['/docs', ['/docs/threads', '/docs/asyncio', '/']],
  ['/docs/threads', ['/docs/locks', '/docs']],
  ['/docs/locks', ['/docs/threads']],
  ['/docs/asyncio', ['/docs/tasks']],
  ['/docs/tasks', ['/docs/asyncio', '/missing']],
  ['/blog', ['/blog/gil', '/about']],
  ['/blog/gil', ['/docs/threads']],
  ['/about', ['/']],
])

const frontier = new Queue<string>()
const seen = shared.dict<string, boolean>()
const seenLock = new Lock()
const fetched = shared.list<string>()

function download(url: string) {
  sleep(0.05)
  const links = SITE.get(url)
  if (!links)
    throw new KeyError(url)
  return links
}

function enqueue(url: string) {
  {
    using _ = seenLock.hold()
    if (seen.has(url))
      return
    seen.set(url, true)
  }
  frontier.put(url)
}

function worker() {
  const name = currentThread().name
  while (true) {
    let url: string
    try {
      url = frontier.get()
    }
    catch (error) {
      if (error instanceof ShutDown)
        return
      throw error
    }
    try {
      const links = download(url)
      fetched.append(url)
      print(`${name} fetched ${url}, ${links.length} links`)
      links.forEach(enqueue)
    }
    catch (error) {
      if (!(error instanceof KeyError))
        throw error
      print(`${name} did not find ${url}`)
    }
    finally {
      frontier.taskDone()
    }
  }
}

export function main() {
  enqueue('/')
  const workers = range(3).map(n => new Thread({ target: worker, name: `worker-${n}` }))
  workers.forEach(thread => thread.start())
  frontier.join()
  frontier.shutdown()
  workers.forEach(thread => thread.join())
  print(`${len(seen)} addresses seen`)
  print(`pages ${fetched.length}:`, sorted(fetched).join() === sorted(SITE).join())
}
