import { execFileSync } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serveSite } from '../../../scripts/server/site'
import { request, sendRaw } from '../../requests/raw-request'

const START = '<title>deck</title>'

let outside: string
let folder: string
let sites: Record<'headers' | 'plain' | 'base', Awaited<ReturnType<typeof serveSite>>>

beforeAll(async () => {
  outside = await fs.mkdtemp(path.join(os.tmpdir(), 'hostile-'))
  folder = path.join(outside, 'site')
  await fs.mkdir(path.join(folder, 'assets'), { recursive: true })
  await fs.writeFile(path.join(outside, 'secret.txt'), 'secret')
  await fs.writeFile(path.join(folder, 'index.html'), START)
  await fs.writeFile(path.join(folder, 'empty.txt'), '')
  await fs.writeFile(path.join(folder, '.htaccess'), 'secret')
  await fs.writeFile(path.join(folder, 'assets/digits.txt'), '0123456789')
  sites = {
    headers: await serveSite({ folder }),
    plain: await serveSite({ folder, headers: false }),
    base: await serveSite({ folder, base: '/some/talk/' }),
  }
})

afterEach(async () => {
  for (const { url } of Object.values(sites))
    expect(await (await fetch(url)).text()).toBe(START)
})

afterAll(async () => {
  await Promise.all(Object.values(sites).map(site => site.close()))
  await fs.rm(outside, { recursive: true })
})

const everySite = ['headers', 'plain', 'base'] as const

describe.each(everySite)('a server of files (%s) survives', (name) => {
  it.each(['//', '//:', '//host/path', '///x', '/%', '/%zz', '/%c3', '/%00', '/index.html%00.txt', '/\\..\\..', '*', 'host:80', 'http://[', 'http://', 'ftp://x/', '/?%', '/io/wait?%', '/io/%', '/io//', '//io/wait', '/#'])('a target that is no address of it: %s', async (target) => {
    const { status } = await request(sites[name].url, target)
    expect([200, 302, 400, 404]).toContain(status)
  })

  it.each(['bytes=5-2', 'bytes=', 'bytes=-', 'bytes=--1', 'bytes=a-b', 'bytes=1-x', 'bytes=0-0,5-2', 'bytes=-0', 'bytes=99-', 'bytes=1e3-', 'bytes=0-99999999999999999999999', 'bytes=99999999999999999999999-', 'items=0-1', '0-1'])('a range that is none: %s', async (range) => {
    for (const file of ['assets/digits.txt', 'empty.txt', '']) {
      const { pathname } = new URL(sites[name].url + file)
      const { status } = await request(sites[name].url, pathname, { headers: [`Range: ${range}`] })
      expect([200, 206, 416]).toContain(status)
    }
  })

  it('any target, any range, any method', async () => {
    const piece = fc.oneof(fc.constantFrom('/', '//', '..', '.', '%2e', '%2F', '%00', '%', '\\', '?', '#', ':', '@', '[', 'io', 'wait', 'http:', 'assets', 'digits.txt', 'secret.txt', 'some/talk'), fc.string({ maxLength: 8 }))
    const line = (text: string) => text.replace(/[^\x21-\x7E]/g, '')
    await fc.assert(fc.asyncProperty(
      fc.constantFrom('GET', 'HEAD', 'POST', 'TRACE'),
      fc.array(piece, { maxLength: 8 }).map(pieces => line(`/${pieces.join('')}`)),
      fc.oneof(fc.constant(''), fc.string({ maxLength: 12 }).map(text => `bytes=${line(text)}`)),
      async (method, target, range) => {
        const { status, body } = await request(sites[name].url, target, { method, headers: [`Range: ${range}`] })
        expect([200, 206, 302, 304, 400, 404, 405, 416]).toContain(status)
        expect(body).not.toContain('secret')
      },
    ), { numRuns: 150 })
  })

  it('what is not HTTP', async () => {
    for (const bytes of ['GET\r\n\r\n', '\0\0\0\0', 'GET / HTTP/9.9\r\n\r\n', 'GET / HTTP/1.1\r\nHost: a\r\nHost\r\n\r\n'])
      expect(await sendRaw(sites[name].url, bytes)).toMatch(/^HTTP\/1.1 400 /)
  })

  it('an address and a header beyond all measure', async () => {
    const { url } = sites[name]
    expect((await request(url, `/${'x'.repeat(100_000)}`)).status).toBe(431)
    expect((await request(url, '/', { headers: [`Cookie: ${'x'.repeat(100_000)}`] })).status).toBe(431)
    expect((await request(url, `/${'x'.repeat(10_000)}`)).status).toBe(404)
  })

  it('clients that hang up in the middle of an answer', async () => {
    const { hostname, port } = new URL(sites[name].url)
    await Promise.all(Array.from({ length: 20 }, () => new Promise<void>((resolve) => {
      const socket = net.connect(Number(port), hostname, () => socket.write('GET /assets/digits.txt HTTP/1.1\r\nHost: a\r\n\r\nGET / HT'))
      socket.once('data', () => socket.resetAndDestroy())
      socket.on('close', () => resolve())
    })))
  })

  it('many connections that ask for nothing', async () => {
    const { hostname, port } = new URL(sites[name].url)
    const idle = await Promise.all(Array.from({ length: 300 }, () => new Promise<net.Socket>((resolve) => {
      const socket = net.connect(Number(port), hostname, () => resolve(socket))
      socket.write('GET / HTTP/1.1\r\nHost:')
    })))
    expect((await fetch(sites[name].url)).status).toBe(200)
    idle.forEach(socket => socket.destroy())
  })
})

describe('a server of files', () => {
  it('answers 400 to what it can\'t read', async () => {
    for (const target of ['/%', '/%zz', '/%00', 'http://['])
      expect((await request(sites.headers.url, target)).status).toBe(400)
  })

  it('takes a path with two slashes for a path, not for a host', async () => {
    expect((await request(sites.headers.url, '//')).status).toBe(404)
    expect((await request(sites.headers.url, '//index.html')).status).toBe(404)
  })

  it('takes the whole address, as a proxy is sent it', async () => {
    expect((await request(sites.headers.url, 'http://localhost/assets/digits.txt?x#y')).body).toBe('0123456789')
  })

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('refuses %s, and says what it takes', async (method) => {
    for (const name of everySite) {
      const { status, head } = await request(sites[name].url, new URL(sites[name].url).pathname, { method })
      expect([status, /^Allow: (.*)$/m.exec(head)?.[1]?.trim()]).toEqual([405, 'GET, HEAD'])
    }
  })

  it('never leaves its folder, however the way out is written', async () => {
    for (const target of ['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/../../secret.txt', '/..\\secret.txt', '/..%5csecret.txt', '/....//secret.txt', '/%252e%252e/secret.txt', '/.htaccess', '/assets/..'])
      expect((await request(sites.headers.url, target)).status).toBe(404)
  })

  it.each([
    ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
    ['bytes=7-', 206, '789', 'bytes 7-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
    ['bytes=8-99', 206, '89', 'bytes 8-9/10'],
    ['bytes=10-', 416, '', 'bytes */10'],
    ['bytes=-0', 416, '', 'bytes */10'],
    ['bytes=5-2', 200, '0123456789', undefined],
    ['bytes=a-b', 200, '0123456789', undefined],
    ['bytes=0-1,3-4', 200, '0123456789', undefined],
  ])('answers Range: %s with %i', async (range, status, body, contentRange) => {
    const answer = await request(sites.headers.url, '/assets/digits.txt', { headers: [`Range: ${range}`] })
    expect([answer.status, answer.body, /^Content-Range: (.*)$/m.exec(answer.head)?.[1]?.trim()]).toEqual([status, body, contentRange])
  })

  it('says when a file is the one that the client has, and gives HEAD no body', async () => {
    const etag = (await fetch(`${sites.headers.url}assets/digits.txt`)).headers.get('etag')!
    expect((await request(sites.headers.url, '/assets/digits.txt', { headers: [`If-None-Match: ${etag}`] })).status).toBe(304)
    expect(await request(sites.headers.url, '/assets/digits.txt', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' })
  })

  it('speaks HTTP/1.0', async () => {
    expect(await sendRaw(sites.headers.url, 'GET /assets/digits.txt HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 OK[\s\S]*0123456789$/)
  })

  it('takes links that lead nowhere, in a circle or to a pipe for files that are not there', async ({ skip }) => {
    skip(process.platform === 'win32', 'links and pipes are made otherwise there')
    await fs.symlink('nowhere', path.join(folder, 'dangling'))
    await fs.symlink('circle', path.join(folder, 'circle'))
    await fs.symlink('assets', path.join(folder, 'linked'))
    execFileSync('mkfifo', [path.join(folder, 'pipe')])
    for (const target of ['/dangling', '/circle', '/pipe', '/assets', '/index.html/x', `/${'x'.repeat(300)}`])
      expect((await request(sites.headers.url, target)).status).toBe(404)
    expect((await request(sites.headers.url, '/linked/digits.txt')).body).toBe('0123456789')
  })

  it('breaks the connection off when a file becomes shorter under its hands', async () => {
    const file = path.join(folder, 'big.bin')
    await fs.writeFile(file, new Uint8Array(30_000_000))
    const read = new Promise<'whole' | 'broken off'>((resolve, reject) => {
      http.get(`${sites.headers.url}big.bin`, (response) => {
        // Nothing is read until the file has been cut.
        fs.truncate(file, 1000).then(() => response.resume(), reject)
        response.on('end', () => resolve('whole'))
        response.on('error', () => resolve('broken off'))
      })
    })
    expect(await read).toBe('broken off')
  })
})
