import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerIo, isIoPath } from '../../engine/io/endpoint.ts'

/** A handler as Vite's and Node's servers call it. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/**
 * Answers `io/` from a server: the fallback for pages that no service worker controls yet.
 *
 * @param base of the site, with a slash at both ends
 */
export function ioMiddleware(base: string): Middleware {
  return (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (!isIoPath(url.pathname, base))
      return next()
    answer(url, request, response).catch(next)
  }
}

async function answer(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    const answered = await answerIo(url, { method: request.method, signal: gone.signal })
    if (answered.type === 'error') {
      request.socket.destroy()
      return
    }
    response.writeHead(answered.status, Object.fromEntries(answered.headers))
    if (answered.body)
      await pipeline(Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]), response)
    else
      response.end()
  }
  catch (error) {
    // Whoever asked has hung up: there is nobody to tell.
    if (!gone.signal.aborted)
      throw error
  }
}
