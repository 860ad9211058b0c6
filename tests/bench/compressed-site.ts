/** A host as most are: it compresses with gzip. It keeps account of what it sends. */
import type { AddressInfo } from 'node:net'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
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
export interface Sent {
  path: string
  /** Of the body, as it was sent. */
  bytes: number
}

export interface CompressedSite extends AsyncDisposable {
  url: string
  /** All answers since the start, in the order of the requests. */
  sent: Sent[]
}

/** Serves a folder. */
export async function serveCompressed(folder: string): Promise<CompressedSite> {
  const sent: Sent[] = []
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost')
    const file = path.join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    if (!file.startsWith(folder) || !fs.existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[path.extname(file)]
    const content = fs.readFileSync(file)
    // What has no type here is compressed already: fonts and pictures.
    const body = type ? gzipSync(content) : content
    sent.push({ path: pathname, bytes: body.length })
    response.writeHead(200, {
      ...isolationHeaders,
      'Content-Type': type ?? 'application/octet-stream',
      ...(type && { 'Content-Encoding': 'gzip' }),
    }).end(body)
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
