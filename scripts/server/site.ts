import type { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SiteFolders } from './files.ts'
import fs from 'node:fs'
import http from 'node:http'
import { isolationHeaders } from '../../engine/io/isolation.ts'
import { parseTarget } from '../../engine/io/target.ts'
import { sendFile } from './files.ts'
import { answerIoRequest } from './io-middleware.ts'

/** How a built site is served. */
export interface SiteOptions extends SiteFolders {
  /** 0: any free one. @default 0 */
  port?: number
  /** Path that the site lives under, with a slash at both ends. @default '/' */
  base?: string
  /**
   * Whether to send the isolation headers and answer `io/`. Without, it is a plain static host, on which the service
   * worker has to do both. @default true
   */
  headers?: boolean
  /** Name or address to listen on. @default 'localhost': this machine only */
  host?: string
  /**
   * Answers a request in the place of the site's files.
   *
   * @returns whether it did; if not, nothing was sent
   */
  first?: (place: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>
  /** Takes connections that ask for another protocol. @default none is taken */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Which sites may embed what it sends, besides the site itself. @default 'same-origin' */
  embeddedBy?: 'same-origin' | 'cross-origin'
  /** A file of the site to answer with where there is none, as hosts of sites with one page do. @default none: it is not found */
  fallback?: string
}

/** A site that is being served. */
export interface Site {
  url: string
  close: () => Promise<void>
}

/**
 * Serves a built site, on this machine only unless it is asked for more. No request ends it: what can't be read is answered with 400, what fails
 * with 500.
 *
 * @throws {Error} when the folder holds no site, or (code `EADDRINUSE`) when the port is taken
 */
export async function serveSite(options: SiteOptions): Promise<Site> {
  const { folder, port = 0, base = '/', host = 'localhost', upgrade } = options
  if (!fs.existsSync(`${folder}/index.html`))
    throw new Error(`there is no built site in ${folder}: run \`npm run build\` first`)

  const server = http.createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => fail(response, error))
  })
  if (upgrade)
    server.on('upgrade', upgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
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

/**
 * Starts something on the first free port.
 *
 * @param from the first one to try; a hundred are
 * @throws {Error} of the last attempt, or when it fails for another reason
 */
export async function onFreePort<Started>(from: number, start: (port: number) => Promise<Started>): Promise<Started> {
  for (let port = from; ; port++) {
    try {
      return await start(port)
    }
    catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || port === from + 100)
        throw error
    }
  }
}

async function answer({ base = '/', headers = true, embeddedBy = 'same-origin', fallback, first, ...folders }: SiteOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = parseTarget(request.url)
  if (!target)
    return say(response, 400, 'this address can\'t be read')
  if (headers && await answerIoRequest(target, base, request, response))
    return
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD')
    return say(response, 405, `files are read with GET and HEAD, not ${request.method}`)
  }
  if (target.path === '/' && base !== '/') {
    response.writeHead(302, { Location: base }).end()
    return
  }
  if (headers) {
    Object.entries(isolationHeaders).forEach(([name, value]) => response.setHeader(name, value))
    response.setHeader('Cross-Origin-Resource-Policy', embeddedBy)
  }
  const place = decodeURIComponent(target.path)
  if (place.startsWith(base) && await first?.(place.slice(base.length), request, response))
    return
  if (place.startsWith(base) && await sendFile(folders, place.slice(base.length), request, response))
    return
  if (fallback === undefined || !await sendFile(folders, fallback, request, response))
    say(response, 404, `not found: the site is at ${base}`)
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${text}\n`)
}

/** An answer that has begun can only be broken off: the client sees that it is not whole. */
function fail(response: ServerResponse, error: unknown): void {
  if (response.headersSent)
    response.destroy()
  else
    say(response, 500, String(error))
}
