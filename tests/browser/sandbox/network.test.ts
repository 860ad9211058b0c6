import type {} from './listener'
import { beforeEach, describe, expect, it } from 'vitest'
import { commands } from 'vitest/browser'
import { runSnippet } from '../run-snippet'
import { inSandbox } from './in-sandbox'

/** Ways to the network: `HTTP` is an address that would answer, `WS` the same for sockets. */
const ROUTES: Record<string, string> = {
  'fetch': `return fetch(HTTP, { mode: 'no-cors' })`,
  'fetch of the deck\'s own origin': 'return fetch(DECK)',
  'XMLHttpRequest': `return new Promise((resolve, reject) => { const x = new XMLHttpRequest(); x.onload = resolve; x.onerror = () => reject('error'); x.open('GET', HTTP); x.send() })`,
  'a synchronous XMLHttpRequest': `const x = new XMLHttpRequest(); x.open('GET', HTTP, false); x.send(); return x.status`,
  'WebSocket': `return new Promise((resolve, reject) => { const s = new WebSocket(WS); s.onopen = resolve; s.onerror = s.onclose = () => reject('error') })`,
  'EventSource': `return new Promise((resolve, reject) => { const s = new EventSource(HTTP); s.onopen = resolve; s.onerror = () => reject('error') })`,
  'WebTransport': `return new WebTransport(HTTP.replace('http', 'https')).ready`,
  'import': 'return import(HTTP)',
  'import of a data address': `return import('data:text/javascript,export default 1')`,
  'importScripts': 'return importScripts(HTTP)',
  'a worker from the network': `return new Promise((resolve, reject) => { const w = new Worker(HTTP); w.onmessage = resolve; w.onerror = () => reject('error') })`,
  'fetch in a nested worker': `return new Promise((resolve, reject) => {
    const w = new Worker(URL.createObjectURL(new Blob(['fetch(' + JSON.stringify(HTTP) + ', { mode: "no-cors" }).then(() => postMessage("reached"), e => { throw e })'])))
    w.onmessage = resolve; w.onerror = () => reject('error'); addEventListener('unhandledrejection', reject); setTimeout(reject, 1500, 'nothing came')
  })`,
  'a worker from a data address': `return new Promise((resolve, reject) => { const w = new Worker('data:text/javascript,postMessage(0)'); w.onmessage = resolve; w.onerror = () => reject('error') })`,
  'a shared worker': 'return new SharedWorker(HTTP)',
  'a service worker': 'return navigator.serviceWorker.register(DECK + "sw.js")',
  'a beacon': 'return navigator.sendBeacon(HTTP)',
  'WebRTC': 'return new RTCPeerConnection()',
  'a font': 'return new FontFace("x", "url(" + HTTP + ")").load()',
  'text as code': 'return eval("1") + new Function("return 1")()',
}

let port: number
beforeEach(async () => {
  port = await commands.listen()
  await commands.connections()
})

it('the address would answer: the page itself reaches it', async () => {
  await fetch(`http://127.0.0.1:${port}/x.js`, { mode: 'no-cors' })
  expect(await commands.connections()).toBe(1)
})

it('code in the sandbox reports its result', async () => {
  expect(await inSandbox('return 6 * 7')).toBe('42')
})

describe('no way to the network leads out of the sandbox', () => {
  for (const [name, route] of Object.entries(ROUTES)) {
    it(name, async () => {
      const addresses = `const HTTP = 'http://127.0.0.1:${port}/x.js', WS = 'ws://127.0.0.1:${port}/', DECK = '${location.origin}/';\n`
      expect(await inSandbox(addresses + route)).toMatch(/^refused: /)
      expect(await commands.connections()).toBe(0)
    })
  }
})

describe('the deck\'s own bridge leads to its io/ and nowhere else', () => {
  it.each([
    'http://127.0.0.1:9/x.js',
    '//127.0.0.1:9/x.js',
    'io/../index.html',
    'io/%2e%2e/index.html',
    'io\\\\..\\\\index.html',
    'data:text/plain,x',
    'blob:null/x',
    'file:///etc/hostname',
  ])('not to %s', async (address) => {
    const { problems } = await runSnippet(`import * as web from 'web'\nexport function main() { web.get('${address}') }`)
    expect(problems.map(({ message }) => message).join()).toMatch(/not on the deck's allow-list/)
  })
})
