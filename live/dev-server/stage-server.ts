import type { Plugin, WebSocketClient } from 'vite'
import type { Origin } from './own-machine'
import { JOIN, MESSAGE } from '../runs/server-protocol'
import { isFromOwnMachine, isFromOwnPage } from './own-machine'
import { StageRoom } from './stage-room'

/**
 * Relays the stage's messages between devices over the dev server's own connection.
 *
 * @param password Slidev's remote password; a device without it can only watch, except for windows on this machine.
 * Undefined lets everyone take part
 * @param token is given to those who may change things
 */
export function stageServer(password: string | undefined, token: string): Plugin {
  return {
    name: 'deck:stage-server',
    apply: 'serve',

    configureServer({ ws, config }) {
      const own = new WeakSet<object>()
      const room = new StageRoom<WebSocketClient>(password, token)

      /** A failure with one message must not lose the others. */
      function safely(handle: (data: unknown, client: WebSocketClient) => void) {
        return (data: unknown, client: WebSocketClient) => {
          const before = room.dropped
          try {
            handle(data, client)
          }
          catch (error) {
            config.logger.error(`A message of the stage failed: ${String(error)}`)
          }
          if (room.dropped > before && isRound(room.dropped))
            config.logger.warn(`The stage has dropped ${room.dropped} message${room.dropped === 1 ? '' : 's'} that no window of the deck would send`)
        }
      }

      ws.on('connection', (socket: object, request: Origin) => {
        if (isFromOwnMachine(request) && isFromOwnPage(request))
          own.add(socket)
      })
      ws.on(JOIN, safely((data, client) => room.join(client, data, own.has(client.socket))))
      ws.on(MESSAGE, safely((data, client) => room.relay(client, data)))
      ws.on('vite:client:disconnect', safely((_, client) => room.leave(client)))
    },
  }
}

/** 1, 10, 100 …: a flood is worth an occasional line in the log, not one each. */
function isRound(count: number): boolean {
  return /^10*$/.test(String(count))
}
