import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Target } from '../../engine/io/target.ts'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { answerIo, isIoPath } from '../../engine/io/endpoint.ts'
import { parseTarget } from '../../engine/io/target.ts'

/** A handler as Vite's and Node's servers call it. */
export type Middleware = (request: IncomingMessage, response: ServerResponse, next: (error?: unknown) => void) => void

/**
 * Answers `io/` from Vite's servers.
 *
 * @param base of the site, with a slash at both ends
 */
export function ioMiddleware(base: string): Middleware {
  return (request, response, next) => {
    const target = parseTarget(request.url)
    if (!target)
      return next()
    answerIoRequest(target, base, request, response).then(answered => answered || next(), (error: unknown) => {
      if (response.headersSent)
        response.destroy()
      else
        next(error)
    })
  }
}

/**
 * Answers a request to `io/` from a server: the fallback for pages that no service worker controls yet.
 *
 * @returns whether it was one; if not, nothing was sent
 */
export async function answerIoRequest(target: Target, base: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  if (!isIoPath(target.path, base))
    return false
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  try {
    const answered = await answerIo(new URL(`http://localhost${target.path}${target.query}`), { method: request.method, signal: gone.signal })
    if (answered.type === 'error') {
      request.socket.destroy()
      return true
    }
    response.writeHead(answered.status, Object.fromEntries(answered.headers))
    if (answered.body)
      await pipeline(Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]), response)
    else
      response.end()
  }
  catch (error) {
    // The client has hung up: nobody waits for an answer.
    if (!gone.signal.aborted)
      throw error
  }
  return true
}
