import type { GuardedRequest } from '../../../live/dev-server/request-guard'
import { describe, expect, it } from 'vitest'
import { verdictOn } from '../../../live/dev-server/request-guard'
import { CONTROL_COOKIE } from '../../../live/runs/server-protocol'

const TOKEN = 'token'
const own = { 'host': 'localhost:3030', 'origin': 'http://localhost:3030', 'sec-fetch-site': 'same-origin' }
const lan = { host: '192.0.2.7:3030', origin: 'http://192.0.2.7:3030' }
const loopback = '127.0.0.1'
const device = '192.0.2.99'

function verdict(method: string, url: string, headers: GuardedRequest['headers'], remoteAddress: string, base = '/') {
  return verdictOn({ method, url, headers, socket: { remoteAddress } }, base, TOKEN)
}

const writes = [
  ['POST', '/__slidev/slides/2.json'],
  ['POST', '/__slidev/slides/2.json?x'],
  ['PUT', '/'],
  ['DELETE', '/pages/01-opening.md'],
  ['GET', '/__open-in-editor?file=slides.md'],
  ['GET', '/__OPEN-IN-EDITOR?file=slides.md'],
  ['GET', '/%5f_open-in-editor?file=slides.md'],
  ['GET', '/__mcp'],
  ['POST', '/__mcp/'],
  ['GET', '/__inspect/'],
  ['POST', '/@server-reactive/nav'],
  ['POST', '/@server-reactive/__proto__'],
] as const

describe.each(writes)('%s %s', (method, url) => {
  it.each([
    ['the speaker\'s own page', own, loopback, 'allowed'],
    ['the speaker\'s own page over IPv6', { ...own, host: '[::1]:3030', origin: 'http://[::1]:3030' }, '::1', 'allowed'],
    ['the speaker\'s terminal', { host: 'localhost:3030' }, '::ffff:127.0.0.1', 'allowed'],
    ['another site in the speaker\'s browser', { 'host': 'localhost:3030', 'origin': 'http://evil.example', 'sec-fetch-site': 'cross-site' }, loopback, 'refused'],
    ['another server of the speaker\'s machine', { 'host': 'localhost:3030', 'origin': 'http://localhost:4000', 'sec-fetch-site': 'same-site' }, loopback, 'refused'],
    ['another site in a browser that says nothing but Origin', { host: 'localhost:3030', origin: 'http://evil.example' }, loopback, 'refused'],
    ['a page without an origin', { host: 'localhost:3030', origin: 'null' }, loopback, 'refused'],
    ['a name that leads to this machine', { 'host': 'evil.example:3030', 'origin': 'http://evil.example:3030', 'sec-fetch-site': 'same-origin' }, loopback, 'refused'],
    ['a tunnel', { 'host': 'talk.trycloudflare.com', 'origin': 'https://talk.trycloudflare.com', 'sec-fetch-site': 'same-origin' }, loopback, 'refused'],
    ['another device', lan, device, 'refused'],
    ['another device that claims to be this one', own, device, 'refused'],
  ])('from %s', (_, headers, address, expected) => {
    expect(verdict(method, url, headers, address)).toBe(expected)
  })
})

describe('a device with the password', () => {
  const cookie = `other=1; ${CONTROL_COOKIE}=${TOKEN}`

  it('moves the slides and draws', () => {
    for (const state of ['nav', 'drawings'])
      expect(verdict('POST', `/@server-reactive/${state}`, { ...lan, cookie }, device)).toBe('allowed')
    expect(verdict('POST', '/talk/@server-reactive/nav', { ...lan, cookie }, device, '/talk/')).toBe('allowed')
  })

  it('does not rewrite the talk, and is not taken for another site\'s page', () => {
    expect(verdict('POST', '/__slidev/slides/2.json', { ...lan, cookie }, device)).toBe('refused')
    expect(verdict('POST', '/@server-reactive/__proto__', { ...lan, cookie }, device)).toBe('refused')
    expect(verdict('POST', '/@server-reactive/nav', { ...lan, cookie, origin: 'http://evil.example' }, device)).toBe('refused')
    expect(verdict('POST', '/@server-reactive/nav', { ...lan, cookie: `${CONTROL_COOKIE}=guess` }, device)).toBe('refused')
  })
})

it('everybody may read the deck', () => {
  for (const [method, url] of [['GET', '/'], ['HEAD', '/@vite/client'], ['GET', '/__slidev/slides/2.json'], ['GET', '/io/wait?ms=1'], ['GET', '/@server-reactive/nav']] as const)
    expect(verdict(method, url, lan, device)).toBe('allowed')
})

it('refuses what can\'t be read', () => {
  for (const url of ['/%', 'http://[', '*'])
    expect(verdict('GET', url, own, loopback)).toBe('refused')
})
