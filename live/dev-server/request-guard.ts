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

/** A request, as far as its rights depend on it. */
export interface GuardedRequest extends Origin {
  method?: string
  url?: string
  headers: Origin['headers'] & Pick<IncomingMessage['headers'], 'cookie'>
}

/** Stands for a target that can't be read; is none itself, and so refused. */
const UNREADABLE = '/%'

/** Where Slidev keeps the state that its windows share: which slide is shown, drawings, the timer. */
const SHARED_STATE = /^\/@server-(?:ref|reactive)\/(?:nav|drawings|snapshots|timer)$/

/** The slides' texts and notes, which each page of the deck holds anyway. */
const SLIDE_TEXT = /^\/__slidev\/slides\/\d+\.json$/

/**
 * What a request to the dev server may do. To read the deck is everybody's right. What writes files, opens an editor or
 * lists the server's tools is the speaker's alone: a page of this server, on the speaker's own machine. The shared state
 * may also be set by a device that gave the password.
 *
 * @param request the request
 * @param base of the site, with a slash at both ends
 * @param token that a device with the password was given
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
 * Lets nobody but the speaker change anything through the dev server, before Slidev or Vite see the request, and keeps
 * the server alive whatever is sent to it.
 *
 * @param token that a device with the password was given
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
        // A listener that throws would leave the connection half open for good.
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
        // Connect and Vite read the target as it is, before any handler, and throw at one that can't be read.
        for (const event of ['request', 'upgrade']) {
          httpServer?.prependListener(event, (request: IncomingMessage) => {
            const target = parseTarget(request.url)
            request.url = target ? target.path + target.query : UNREADABLE
          })
        }
        // Once it listens: what fails before that is the end of it. Vite, its plugins and Slidev have handlers that
        // throw at input which isn't theirs.
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
