/** What comes to the dev server from other devices and pages. Thinned out; with FULL=1 with all that was thought of. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { expect } from '@playwright/test'
import fc from 'fast-check'
import { WebSocket } from 'ws'
import { CONTROL_COOKIE, JOIN, MESSAGE, RIGHTS } from '../../../live/runs/server-protocol'
import { request, sendRaw } from '../../requests/raw-request'
import { REMOTE_PASSWORD } from './dev-server'
import { test } from './fixtures'

const FULL = process.env.FULL === '1'

test.describe.configure({ timeout: 240_000 })

const pages = path.join(import.meta.dirname, '../../../pages')

/** An address under which another device reaches the dev server. */
const LAN = '192.0.2.7:3030'

/** What the talk's sources are, as one text. */
async function sources(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of (await fs.readdir(pages)).sort())
    hash.update(await fs.readFile(path.join(pages, file)))
  return hash.digest('hex')
}

/** A device that talks to the dev server as the deck's page does. */
class Device {
  readonly heard: { event: string, data: { controls?: boolean, token?: string, from?: string, json?: string } }[] = []
  private n = 0

  private constructor(private readonly socket: WebSocket, readonly id: string) {
    socket.on('message', (data) => {
      const { event, data: payload } = JSON.parse(String(data)) as Device['heard'][number]
      this.heard.push({ event, data: payload })
    })
  }

  /** @param host the name by which it asks for the server; that of another machine makes it a stranger */
  static async connect(url: string, id: string, host: string, password?: string): Promise<Device> {
    const socket = new WebSocket(url.replace('http', 'ws'), 'vite-hmr', { headers: { host } })
    const device = new Device(socket, id)
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    device.send(JOIN, { id, key: `key of ${id}`, password })
    await expect.poll(() => device.rights).toBeDefined()
    return device
  }

  get rights() {
    return this.heard.find(({ event }) => event === RIGHTS)?.data
  }

  get messages() {
    return this.heard.filter(({ event }) => event === MESSAGE).map(({ data }) => ({ from: data.from, type: (JSON.parse(data.json!) as { type: string }).type }))
  }

  sendText(text: string) {
    this.socket.send(text)
  }

  send(event: string, data: unknown) {
    this.sendText(JSON.stringify({ type: 'custom', event, data }))
  }

  say(message: object) {
    this.send(MESSAGE, { from: this.id, n: this.n++, type: 'hello', json: JSON.stringify(message) })
  }

  close() {
    this.socket.terminate()
  }
}

const hello = { type: 'hello', peer: { id: 'x', presenter: false, runs: false, controls: true } }

test('only the speaker\'s own page rewrites the talk through the dev server', async ({ site }) => {
  const url = await site('dev')
  const { host } = new URL(url)
  const before = await sources()
  const body = JSON.stringify({ note: 'rewritten' })
  const post = (target: string, headers: string[]) => sendRaw(url, [`POST ${target} HTTP/1.1`, 'Connection: close', 'Content-Type: text/plain', `Content-Length: ${body.length}`, ...headers, '', body].join('\r\n'))

  for (const headers of [
    [`Host: ${LAN}`],
    [`Host: ${LAN}`, `Origin: http://${LAN}`],
    [`Host: ${host}`, 'Origin: http://evil.example'],
    [`Host: ${host}`, 'Origin: http://evil.example', 'Sec-Fetch-Site: cross-site'],
    [`Host: ${host}`, 'Origin: null'],
  ]) {
    expect(await post('/__slidev/slides/2.json', headers)).toMatch(/^HTTP\/1.1 403 /)
    expect(await post('/@server-reactive/nav', headers)).toMatch(/^HTTP\/1.1 403 /)
    expect(await sendRaw(url, ['GET /__open-in-editor?file=slides.md HTTP/1.1', 'Connection: close', ...headers, '', ''].join('\r\n'))).toMatch(/^HTTP\/1.1 403 /)
    expect(await post('/__mcp', headers)).toMatch(/^HTTP\/1.1 403 /)
  }
  expect(await sources()).toBe(before)

  // Slidev itself answers the speaker: there is no slide of this number.
  expect(await post('/__slidev/slides/9999.json', [`Host: ${host}`, `Origin: http://${host}`, 'Sec-Fetch-Site: same-origin'])).toMatch(/^HTTP\/1.1 404 /)
  // Programs of the speaker's machine are not wanted as authors either.
  expect(await post('/__mcp', [`Host: ${host}`])).toMatch(/^HTTP\/1.1 403 /)
})

test('a device moves the slides with the password, and not without', async ({ site }) => {
  const url = await site('dev')
  const devices = await Promise.all([Device.connect(url, 'watcher', LAN), Device.connect(url, 'phone', LAN, REMOTE_PASSWORD)])
  expect(devices.map(({ rights }) => rights?.controls)).toEqual([false, true])
  const body = JSON.stringify({ source: 'test', patch: {}, timestamp: 0 })
  const move = (cookie: string) => sendRaw(url, ['POST /@server-reactive/nav HTTP/1.1', `Host: ${LAN}`, `Origin: http://${LAN}`, `Cookie: ${cookie}`, 'Connection: close', `Content-Length: ${body.length}`, '', body].join('\r\n'))
  expect(await move(`${CONTROL_COOKIE}=guess`)).toMatch(/^HTTP\/1.1 403 /)
  expect(await move(`${CONTROL_COOKIE}=${devices[1]!.rights!.token}`)).toMatch(/^HTTP\/1.1 200 /)
  devices.forEach(device => device.close())
})

test('a device without the password runs, changes and clears nothing, whatever its messages claim to be', async ({ site }) => {
  const url = await site('dev')
  const phone = await Device.connect(url, 'phone-2', LAN, REMOTE_PASSWORD)
  const watcher = await Device.connect(url, 'watcher-2', LAN)
  watcher.say({ type: 'ask', file: 'hello-threads/threads.ts', source: 'print(1)', options: { mode: 'free' } })
  watcher.say({ type: 'set', entries: [{ key: 'variant:x', value: 'y', stamp: [1, 'x'] }] })
  watcher.say({ type: 'clear', epoch: [1, 'x'] })
  watcher.say(hello)
  await expect.poll(() => phone.messages).toEqual([{ from: 'watcher-2', type: 'hello' }])
  expect(phone.heard.at(-1)?.data.json).toContain('"controls":false')

  watcher.send(JOIN, { id: 'phone-2', key: 'key of watcher-2' })
  watcher.send(MESSAGE, { from: 'phone-2', n: 1000, json: '{"type":"bye"}' })
  watcher.say({ type: 'bye' })
  await expect.poll(() => phone.messages.at(-1)).toEqual({ from: 'watcher-2', type: 'bye' })
  expect(phone.messages.filter(({ from }) => from !== 'watcher-2')).toEqual([])
  watcher.close()
  phone.close()
})

test('the dev server survives any message and any request', async ({ site }) => {
  const url = await site('dev')
  const witness = await Device.connect(url, 'witness', LAN, REMOTE_PASSWORD)
  let attackers = 0
  /** Sends with a connection of its own, and waits until the server has noticed its end. */
  async function attack(send: (device: Device) => void) {
    const name = `attacker-${attackers++}`
    const device = await Device.connect(url, name, LAN)
    send(device)
    await new Promise(resolve => setTimeout(resolve, 20))
    device.close()
    await expect.poll(() => witness.messages.at(-1)).toEqual({ from: name, type: 'bye' })
  }

  for (const event of [JOIN, MESSAGE, RIGHTS, 'vite:invoke', 'vite:invalidate', 'vite:forward-console', 'vite:client:disconnect', 'vite:client:connect', 'constructor', '__proto__']) {
    for (const data of FULL ? [null, undefined, 5, 'text', [], {}, { id: 5 }, { id: 'send:1', name: 'constructor', data: null }] : [null, { id: 5 }])
      await attack(device => device.send(event, data))
  }
  for (const text of ['', 'null', '{', '[]', '{"type":"custom"}', '{"type":"custom","event":{}}'])
    await attack(device => device.sendText(text))
  await fc.assert(fc.asyncProperty(fc.constantFrom(JOIN, MESSAGE, 'vite:invoke'), fc.array(fc.jsonValue(), { maxLength: 5 }), async (event, many) => {
    await attack(device => many.forEach(data => device.send(event, data)))
  }), { numRuns: FULL ? 100 : 10 })

  const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Protocol: vite-hmr', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==']
  for (const target of ['//', '//:', 'http://[', 'http://', 'host:80', '/%', '/%00', '*', '/@fs/%', '/__slidev/slides/%.json', '/__slidev/slides/99999999999999999999.json', '/@id/__x00__', '/io/wait?ms=-1']) {
    expect((await request(url, target)).status).toBeGreaterThanOrEqual(200)
    // Vite may leave such a connection open without a word.
    await Promise.race([sendRaw(url, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${upgrade.join('\r\n')}\r\n\r\n`).catch(() => ''), new Promise(resolve => setTimeout(resolve, 200))])
  }
  // A body that is no JSON, from who may send one: Slidev never answers that.
  await Promise.race([
    sendRaw(url, `POST /@server-reactive/nav HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Length: 1\r\n\r\n{`).catch(() => ''),
    new Promise(resolve => setTimeout(resolve, 500)),
  ])

  expect((await fetch(url)).status).toBe(200)
  witness.close()
})
