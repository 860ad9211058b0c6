import type { Plugin, WebSocketClient } from 'vite'
import type { Join, Packed, Rights } from '../components/stage/server-protocol'
import { WATCHER_SAYS } from '../components/stage/messages'
import { JOIN, MESSAGE, RIGHTS } from '../components/stage/server-protocol'

/** The names under which the deck's own machine is asked, as Slidev trusts them. */
const OWN_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/
const OWN_ADDRESS = /^(?:::1|(?:::ffff:)?127\.)/

/** The part of a request that tells where it comes from. */
interface Opening {
  headers: { host?: string }
  socket: { remoteAddress?: string }
}

/**
 * Passes the stage's messages from device to device over the dev server's own connection.
 *
 * @param password Slidev's remote password; who has not got it can only watch, but for the windows of this machine.
 * None: everybody may take part
 */
export function stageServer(password: string | undefined): Plugin {
  return {
    name: 'deck:stage-server',
    apply: 'serve',

    configureServer({ ws }) {
      const own = new WeakSet<object>()
      const members = new Map<WebSocketClient, { id: string, controls: boolean }>()

      function tell(packed: Packed, except?: WebSocketClient) {
        for (const [client, { id }] of members) {
          if (client !== except && (packed.to === undefined || packed.to === id))
            client.send(MESSAGE, packed)
        }
      }

      ws.on('connection', (socket: object, request: Opening) => {
        if (OWN_HOST.test(request.headers.host ?? '') && OWN_ADDRESS.test(request.socket.remoteAddress ?? ''))
          own.add(socket)
      })

      ws.on(JOIN, ({ id, password: given }: Join, client) => {
        const controls = !password || given === password || own.has(client.socket)
        members.set(client, { id, controls })
        client.send(RIGHTS, { controls } satisfies Rights)
      })

      ws.on(MESSAGE, (packed: Packed, client) => {
        const member = members.get(client)
        // Nobody speaks in another one's name.
        if (member?.id === packed.from && (member.controls || WATCHER_SAYS.includes(packed.type)))
          tell(packed, client)
      })

      ws.on('vite:client:disconnect', (_: unknown, client: WebSocketClient) => {
        const member = members.get(client)
        members.delete(client)
        if (member) {
          // The number tells that the server says it, not the window.
          tell({ from: member.id, n: -1, type: 'bye', json: '{"type":"bye"}' })
        }
      })
    },
  }
}
