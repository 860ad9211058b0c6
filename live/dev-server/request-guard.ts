import type { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import type { Plugin } from 'vite'
import type { Origin } from './own-machine'
import process from 'node:process'
import { parseTarget } from '../../engine/io/target'
import { CONTROL_COOKIE } from '../runs/server-protocol'
import { isFromOwnMachine, isFromOwnPage } from './own-machine'

/** What a request may do. */
export type Verdict = 'allowed' | 'refused'

/** The parts of a request that decide its rights. */
export interface GuardedRequest extends Origin {
  method?: string
  url?: string
  headers: Origin['headers'] & Pick<IncomingMessage['headers'], 'cookie'>
}

/** Stands for a target that can't be parsed; can't be parsed itself, and so is refused. */
const UNREADABLE = '/%'

/** Slidev's state that its windows share: the current slide, drawings, the timer. */
const SHARED_STATE = /^\/@server-(?:ref|reactive)\/(?:nav|drawings|snapshots|timer)$/

/** The slides' texts and notes, which each page of the deck contains anyway. */
const SLIDE_TEXT = /^\/__slidev\/slides\/\d+\.json$/

/**
 * The rights of a request to the dev server. Anyone may read the deck. Writing files, opening an editor and listing the
 * server's tools is for the speaker alone: a page of this server, on the speaker's own machine. A device that gave the
 * password may also set the shared state.
 *
 * @param request the request
 * @param base of the site, with a slash at both ends
 * @param token the token given to devices with the password
 */
export function verdictOn(request: GuardedRequest, base: string, token: string): Verdict {
  const target = parseTarget(request.url)
  if (!target)
    return 'refused'
  const path = decodeURIComponent(target.path)
  const place = path.startsWith(base) ? path.slice(base.length - 1) : path
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? 'GET')
  const isTool = place.toLowerCase().startsWith('/__') && !SLIDE_TEXT.test(place)
  if (reads && !isTool)
    return 'allowed'
  if (!isFromOwnPage(request))
    return 'refused'
  if (isFromOwnMachine(request))
    return 'allowed'
  return SHARED_STATE.test(place) && hasCookie(request, token) ? 'allowed' : 'refused'
}

function hasCookie({ headers }: GuardedRequest, token: string): boolean {
  return (headers.cookie ?? '').split(';').some(cookie => cookie.trim() === `${CONTROL_COOKIE}=${token}`)
}

/**
 * Lets only the speaker change things through the dev server, before Slidev or Vite see the request, and keeps the server
 * alive whatever is sent to it.
 *
 * @param token the token given to devices with the password
 */
export function requestGuard(token: string): Plugin {
  return {
    name: 'deck:request-guard',
    apply: 'serve',

    configureServer: {
      order: 'pre',
      handler({ middlewares, httpServer, ws, config }) {
        const stay = (error: unknown) => config.logger.error(`A request or a message failed; the server goes on. ${error instanceof Error ? error.stack : String(error)}`)
        middlewares.use((request, response, next) => {
          if (verdictOn(request, config.base, token) === 'allowed')
            return next()
          response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
          response.end('only the speaker\'s own machine may do this\n')
        })
        // A listener that throws would leave the connection half open forever.
        ws.on('connection', (socket: EventEmitter) => {
          const listeners = socket.listeners('message')
          socket.removeAllListeners('message')
          for (const listener of listeners) {
            socket.on('message', (...args) => {
              try {
                listener.apply(socket, args)
              }
              catch (error) {
                stay(error)
              }
            })
          }
        })
        // Connect and Vite parse the target before any handler, and throw if they can't.
        for (const event of ['request', 'upgrade']) {
          httpServer?.prependListener(event, (request: IncomingMessage) => {
            const target = parseTarget(request.url)
            request.url = target ? target.path + target.query : UNREADABLE
          })
        }
        // Once it listens: a failure before that should end it. Vite, its plugins and Slidev have handlers that throw at
        // foreign input.
        httpServer?.once('listening', () => {
          process.on('unhandledRejection', stay)
          process.on('uncaughtException', stay)
          httpServer.once('close', () => {
            process.off('unhandledRejection', stay)
            process.off('uncaughtException', stay)
          })
        })
      },
    },
  }
}
