/** A host as most are: it compresses with gzip. It keeps account of what it sends. */
import type { Buffer } from 'node:buffer'
import type { AddressInfo } from 'node:net'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { isolationHeaders } from '../../engine/io/isolation'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** One answer. */
interface Sent {
  path: string
  /** Of the body, as it was sent. */
  bytes: number
}

export interface CompressedSite extends AsyncDisposable {
  url: string
  /** All answers since the start, in the order of the requests. */
  sent: Sent[]
}

/** A line to a host that is not this machine. */
export interface Line {
  /** Milliseconds from a request to the first byte of its answer. */
  latency: number
  megabitsPerSecond: number
}

/** As much as goes over a line at a time, so that answers which are sent at the same time share it. */
const PACKET = 16 * 1024

/**
 * Serves a folder.
 *
 * @param folder of the site
 * @param line slows all answers down, those to workers and to a service worker too, which a browser's own throttling
 * leaves out. @default none
 */
export async function serveCompressed(folder: string, line?: Line): Promise<CompressedSite> {
  const sent: Sent[] = []
  const bodies = new Map<string, Buffer>()
  /** When the line will have carried all that was given to it. */
  let free = 0
  async function sendOver({ latency, megabitsPerSecond }: Line, body: Buffer, response: http.ServerResponse): Promise<void> {
    await sleep(latency)
    response.flushHeaders()
    for (let at = 0; at < body.length && !response.destroyed; at += PACKET) {
      const packet = body.subarray(at, at + PACKET)
      free = Math.max(free, performance.now()) + packet.length * 8 / (megabitsPerSecond * 1000)
      await sleep(Math.max(0, free - performance.now()))
      response.write(packet)
    }
    response.end()
  }
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    const file = path.join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[path.extname(file)]
    // What has no type here is compressed already: fonts and pictures.
    const body = bodies.get(file) ?? (type ? gzipSync(fs.readFileSync(file)) : fs.readFileSync(file))
    bodies.set(file, body)
    sent.push({ path: pathname, bytes: body.length })
    response.writeHead(200, {
      ...isolationHeaders,
      'Content-Type': type ?? 'application/octet-stream',
      ...(type && { 'Content-Encoding': 'gzip' }),
    })
    if (line)
      void sendOver(line, body, response)
    else
      response.end(body)
  })
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    sent,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
