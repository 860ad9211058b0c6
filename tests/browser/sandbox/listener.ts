/** A server that counts what reaches it, for tests that claim that nothing does. Runs in Node, beside Vitest. */
import type { AddressInfo } from 'node:net'
import net from 'node:net'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Starts the listener on first use; gives its port. */
    listen: () => Promise<number>
    /** How many connections there were since the last call. */
    connections: () => Promise<number>
  }
}

let server: net.Server | undefined
let count = 0

async function listen(): Promise<number> {
  if (!server) {
    server = net.createServer((socket) => {
      count += 1
      socket.on('error', () => {})
      // Enough for a fetch without CORS to succeed.
      socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nAccess-Control-Allow-Origin: *\r\nCross-Origin-Resource-Policy: cross-origin\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
    })
    await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve))
    server.unref()
  }
  return (server.address() as AddressInfo).port
}

async function connections(): Promise<number> {
  const now = count
  count = 0
  return now
}

/** For Vitest's `browser.commands`. */
export const listenerCommands = { listen, connections }
