import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { findMosquitto } from '../../../scripts/mosquitto.mjs'

/** A broker that knows nothing of rooms. */
export interface Mosquitto {
  /** Its address for browsers. */
  url: string
  /** Stops it, and all that it has retained. */
  stop: () => Promise<void>
  /** Starts it again at the same address. */
  start: () => Promise<void>
  /** Stops it for good. */
  close: () => Promise<void>
}

/**
 * Starts mosquitto on this machine with its defaults, open to everyone.
 *
 * @param host its address
 * @throws {Error} when it is not installed
 */
export async function startMosquitto(host: string): Promise<Mosquitto> {
  const found = findMosquitto()
  if (!('file' in found))
    throw new Error(`mosquitto is ${found.missing}`)
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'mosquitto-'))
  const [plain, sockets] = [await freePort(), await freePort()]
  // Debian's 2.0.11 serves no websockets without a plain listener beside them.
  await fs.writeFile(path.join(folder, 'mosquitto.conf'), [
    'allow_anonymous true',
    `listener ${plain} 127.0.0.1`,
    `listener ${sockets} ${host}`,
    'protocol websockets',
    '',
  ].join('\n'))
  let child: ChildProcess | undefined
  const broker: Mosquitto = {
    url: `ws://${host}:${sockets}/`,
    async stop() {
      const ending = child
      child = undefined
      if (!ending)
        return
      const over = new Promise(resolve => ending.once('exit', resolve))
      ending.kill()
      await over
    },
    async start() {
      child = spawn(found.file, ['-c', path.join(folder, 'mosquitto.conf')], { stdio: 'ignore' })
      await answers(sockets, host)
    },
    async close() {
      await broker.stop()
      await fs.rm(folder, { recursive: true, force: true })
    },
  }
  await broker.start()
  return broker
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as net.AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

async function answers(port: number, host: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, host, () => resolve(true)).on('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isThere)
      return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  throw new Error('mosquitto does not answer')
}
