import type { AddressInfo } from 'node:net'
import fs from 'node:fs'
import http from 'node:http'
import sirv from 'sirv'
import { isolationHeaders } from '../../engine/io/isolation.ts'
import { ioMiddleware } from './io-middleware.ts'

/** Vite's files have a hash in their names, CPython's their version in the folder's. */
const VERSIONED = /^\/(?:assets|python\/[^/]+)\//

/** How a built site is served. */
export interface SiteOptions {
  /** The folder of the built site. */
  folder: string
  /** 0: any free one. @default 0 */
  port?: number
  /** Path that the site lives under, with a slash at both ends. @default '/' */
  base?: string
  /**
   * Whether to send the isolation headers and answer `io/`. Without, it is a plain static host, on which the service
   * worker has to do both. @default true
   */
  headers?: boolean
}

/** A site that is being served. */
export interface Site {
  url: string
  close: () => Promise<void>
}

/**
 * Serves a built site on this machine only.
 *
 * @throws {Error} when the folder holds no site, or (code `EADDRINUSE`) when the port is taken
 */
export async function serveSite(options: SiteOptions): Promise<Site> {
  const { folder, port = 0, base = '/', headers = true } = options
  if (!fs.existsSync(`${folder}/index.html`))
    throw new Error(`there is no built site in ${folder}: run \`npm run build\` first`)

  const files = sirv(folder, {
    etag: true,
    setHeaders(response, pathname) {
      // Always ask again, since the next build may be a reload away; but for what has its version in its address.
      response.setHeader('Cache-Control', VERSIONED.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (headers)
        Object.entries(isolationHeaders).forEach(([name, value]) => response.setHeader(name, value))
    },
  })
  const io = ioMiddleware(base)

  const server = http.createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(`not found: the site is at ${base}\n`)
    }
    const serveFile = () => {
      const url = request.url ?? '/'
      if (url === '/' && base !== '/') {
        response.writeHead(302, { Location: base })
        response.end()
        return
      }
      if (!url.startsWith(base))
        return notFound()
      request.url = url.slice(base.length - 1)
      files(request, response, notFound)
    }
    if (!headers)
      return serveFile()
    io(request, response, (error) => {
      if (!error)
        return serveFile()
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(`${String(error)}\n`)
    })
  })

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, 'localhost', resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://localhost:${actual}${base}`,
    close: () => new Promise((resolve, reject) => {
      server.close(error => error ? reject(error) : resolve())
      server.closeAllConnections()
    }),
  }
}
