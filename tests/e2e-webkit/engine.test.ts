/** The engine alone, on the page that `npm run snippet` uses, in WebKit. */
import type { OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import type { Site } from '../../scripts/server/site'
import http from 'node:http'
import { expect, test } from '@playwright/test'
import { serveSite } from '../../scripts/server/site'
import { buildSnippetPage } from '../../scripts/snippet/build'
import { WebKitBrowser } from './webkit'

interface Result {
  lines: string[]
  problems: Problem[]
  deadlocks: number
  summary: RunSummary
}

declare global {
  interface Window {
    webkitResults: Record<number, Result | string>
  }
}

let site: Site
let browser: WebKitBrowser
let runs = 0

test.beforeAll(async () => {
  test.setTimeout(300_000)
  site = await serveSite({ folder: await buildSnippetPage() })
  browser = await WebKitBrowser.launch({ sharedMemory: true })
  await browser.goto(site.url)
  await browser.until('the page is there', () => 'runSnippet' in window)
})

test.afterAll(async () => {
  await browser?.close()
  await site?.close()
})

/** Runs a snippet; one that hangs is stopped as soon as its deadlock is reported, or after some seconds. */
async function run(source: string, options: RunOptions = {}, timeout = 30): Promise<Result> {
  const id = ++runs
  await browser.evaluate((key, text, how, limit) => {
    const lines: OutputLine[] = []
    const problems: Problem[] = []
    let deadlocks = 0
    window.webkitResults ??= {}
    window.emitSnippetEvents = async events => events.forEach((event) => {
      if (event.type === 'output')
        lines.push(event.line)
      else if (event.type === 'problem')
        problems.push(event.problem)
      else
        deadlocks++
    })
    window.runSnippet('snippet.ts', text, how, limit).then(
      summary => window.webkitResults[key] = { lines: lines.map(line => line.text), problems, deadlocks, summary },
      error => window.webkitResults[key] = String(error),
    )
  }, id, source, options, timeout)
  const result = await browser.until('the run ends', key => window.webkitResults[key], id)
  if (typeof result === 'string')
    throw new TypeError(result)
  return result
}

function COUNTER(step: string) {
  return `import { int, print } from 'builtins'
import * as shared from 'shared'
import { Thread } from 'threading'
const counter = shared.int(0)
function work() { for (let i = 0; i < 500_000; i++) counter.value += ${step} }
export function main() {
  const threads = [1, 2].map(() => new Thread({ target: work }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value)
}`
}

test('the page is isolated and has shared memory', async () => {
  expect(await browser.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([true, 'function'])
})

test('with the GIL two threads lose no update', async () => {
  const { lines, summary, problems } = await run(COUNTER('1'))
  expect(problems).toEqual([])
  expect(summary).toMatchObject({ outcome: 'finished', peakThreads: 3 })
  expect(lines).toEqual(['1000000'])
})

test('free-threaded they lose updates', async () => {
  // Two threads that never run at the same time lose none: on a busy machine another try may be needed.
  await expect(async () => {
    const { lines, summary } = await run(COUNTER('1'), { mode: 'free' })
    expect(summary.outcome).toBe('finished')
    expect(Number(lines[0])).toBeLessThan(1_000_000)
  }).toPass()
})

test('a lock held by `using` is released at the end of its block', async () => {
  const { lines, problems } = await run(`import { print } from 'builtins'
import * as shared from 'shared'
import { Lock, Thread } from 'threading'
const lock = new Lock()
const counter = shared.int(0)
function work() { for (let i = 0; i < 2000; i++) { using _ = lock.hold(); counter.value += 1 } }
export function main() {
  const threads = [1, 2].map(() => new Thread({ target: work }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
  print(counter.value, lock.locked())
}`, { mode: 'free' })
  expect(problems).toEqual([])
  expect(lines).toEqual(['4000 False'])
})

test('`await using` and `using` in one block are left in the reverse order', async () => {
  const { lines, problems } = await run(`import * as asyncio from 'asyncio'
import { print } from 'builtins'
import { Lock } from 'threading'
const lock = new Lock()
const gate = new asyncio.Lock()
export async function main() {
  { await using a = gate.hold(); using b = lock.hold(); print(gate.locked(), lock.locked()) }
  print(gate.locked(), lock.locked())
}`)
  expect(problems).toEqual([])
  expect(lines).toEqual(['True True', 'False False'])
})

test('an error in a thread names its line', async () => {
  const { problems } = await run(`import { RuntimeError } from 'builtins'
import { Thread } from 'threading'

function work() {
  using _ = { [Symbol.dispose]() {} }
  throw new RuntimeError('no luck')
}

export function main() {
  const thread = new Thread({ target: work })
  thread.start()
  thread.join()
}`)
  expect(problems).toMatchObject([{ type: 'RuntimeError', message: 'no luck', line: 6, traceback: [{ function: 'work', line: 6 }] }])
})

test('a deadlock is found', async () => {
  const { deadlocks, summary } = await run(`import * as time from 'time'
import { Barrier, Lock, Thread } from 'threading'
const a = new Lock(), b = new Lock(), both = new Barrier(2)
function one() { using _ = a.hold(); both.wait(); using __ = b.hold() }
function two() { using _ = b.hold(); both.wait(); using __ = a.hold() }
export function main() {
  const threads = [new Thread({ target: one }), new Thread({ target: two })]
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}`, {}, 5)
  expect(deadlocks).toBe(1)
  expect(summary.outcome).toBe('stopped')
})

test('asyncio gathers, and a request to the deck is answered', async () => {
  const { lines, problems } = await run(`import * as asyncio from 'asyncio'
import { print } from 'builtins'
import * as web from 'web'
async function wait(n: number) { await asyncio.sleep(0.01 * (3 - n)); return n }
export async function main() {
  print(await asyncio.gather(wait(0), wait(1), wait(2)))
  print((await web.aget('io/wait?ms=5')).status)
}`)
  expect(problems).toEqual([])
  expect(lines).toEqual(['[0, 1, 2]', '200'])
})

test('Stop ends an endless loop, and the next run works', async () => {
  expect((await run('export function main() { for (;;) {} }', {}, 1)).summary.outcome).toBe('stopped')
  expect((await run(`import { print } from 'builtins'\nexport function main() { print('next') }`)).lines).toEqual(['next'])
})

/** Ways out of the sandbox: `HTTP` is an address that counts and would answer. */
const WAYS_OUT: Record<string, string> = {
  'fetch': 'return fetch(HTTP, { mode: "no-cors" })',
  'a synchronous XMLHttpRequest': 'const x = new XMLHttpRequest(); x.open("GET", HTTP, false); x.send(); return x.status',
  'WebSocket': 'return new Promise((resolve, reject) => { const s = new WebSocket(HTTP.replace("http", "ws")); s.onopen = resolve; s.onerror = s.onclose = () => reject("error") })',
  'EventSource': 'return new Promise((resolve, reject) => { const s = new EventSource(HTTP); s.onopen = resolve; s.onerror = () => reject("error") })',
  'import': 'return import(HTTP)',
  'importScripts': 'return importScripts(HTTP)',
  'import from a data: address': 'return import("data:text/javascript,import " + JSON.stringify(JSON.stringify(HTTP)).slice(1, -1).replaceAll("\\\\", ""))',
  'a worker from the network': 'return new Promise((resolve, reject) => { const w = new Worker(HTTP); w.onmessage = resolve; w.onerror = () => reject("error") })',
  'fetch in a nested worker': 'return new Promise((resolve, reject) => { const w = new Worker("data:text/javascript," + encodeURIComponent("fetch(" + JSON.stringify(HTTP) + ", { mode: \\"no-cors\\" }).then(() => postMessage(1), () => postMessage(0))")); w.onmessage = ({ data }) => data ? resolve() : reject("refused"); w.onerror = () => reject("error") })',
  'a font': 'return new FontFace("x", "url(" + HTTP + ")").load()',
  'IndexedDB': 'return new Promise((resolve, reject) => { const o = indexedDB.open("x"); o.onsuccess = resolve; o.onerror = () => reject("error") })',
  'local storage': 'return localStorage.length',
  'caches of the deck': 'const names = await caches.keys(); if (names.length === 0) throw new Error("none are there"); return names',
}

test.describe('out of the sandbox', () => {
  let counted = 0
  let counter: http.Server
  let address: string

  test.beforeAll(async () => {
    counter = http.createServer((_, response) => {
      counted++
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }).end('')
    })
    await new Promise<void>(resolve => counter.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(counter.address() as { port: number }).port}/x.js`
  })
  test.afterAll(() => void counter.close())

  /**
   * Runs plain JavaScript in a worker of a second frame like the engine's; what it comes to is thrown there, and the
   * frame passes it on.
   */
  async function inSandbox(body: string): Promise<string> {
    const id = ++runs
    await browser.evaluate((key, text) => {
      const other = document.querySelector<HTMLIFrameElement>('iframe[sandbox]')!.cloneNode() as HTMLIFrameElement
      addEventListener('message', ({ data, source }) => {
        const told = /told: (.*)/.exec(String(data.reason))
        if (source === other.contentWindow && told && !(key in window.webkitResults)) {
          window.webkitResults[key] = told[1]!
          other.remove()
        }
      })
      const page = new DOMParser().parseFromString(other.srcdoc, 'text/html')
      page.getElementById('worker-script')!.textContent = text
      other.srcdoc = page.documentElement.outerHTML
      document.body.append(other)
    }, id, `const HTTP = ${JSON.stringify(address)};
Promise.race([
  (async () => { ${body} })().then(value => 'got through: ' + String(value), error => 'refused: ' + String(error)),
  new Promise(resolve => setTimeout(resolve, 3000, 'refused: nothing came')),
]).then(text => setTimeout(() => { throw new Error('told: ' + text) }))`)
    return String(await browser.until('the worker reports', key => window.webkitResults[key], id))
  }

  test('code there reports its result, in a frame with the engine\'s policy', async () => {
    expect(await inSandbox('return 6 * 7')).toBe('got through: 42')
    expect(await browser.evaluate(() => document.querySelector<HTMLIFrameElement>('iframe[sandbox]')!.srcdoc.slice(0, 300))).toContain('worker-src data:')
  })

  test('the page itself reaches the server, which counts it', async () => {
    await browser.evaluate((url) => {
      void fetch(url, { mode: 'no-cors' })
    }, address)
    await expect.poll(() => counted).toBe(1)
  })

  test('the page hears another worker on a channel', async () => {
    await browser.evaluate(() => {
      const heard: string[] = []
      Object.assign(window, { heard })
      new BroadcastChannel('control').onmessage = ({ data }) => heard.push(String(data))
      const worker = new Worker(URL.createObjectURL(new Blob([`new BroadcastChannel('control').postMessage('from the page')`])))
      Object.assign(window, { worker })
    })
    await browser.until('the control is heard', () => (window as unknown as { heard: string[] }).heard.includes('from the page'))
  })

  for (const [name, body] of Object.entries(WAYS_OUT)) {
    test(`no way leads by ${name}`, async () => {
      counted = 0
      expect(await inSandbox(body)).toMatch(/^refused: /)
      expect(counted).toBe(0)
    })
  }

  test('a channel of the same name does not lead to the page', async () => {
    expect(await inSandbox(`new BroadcastChannel('control').postMessage('from the sandbox'); await new Promise(resolve => setTimeout(resolve, 500)); throw new Error('sent')`)).toBe('refused: Error: sent')
    expect(await browser.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['from the page'])
  })
})
