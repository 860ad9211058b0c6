import { spawn } from 'node:child_process'
import net from 'node:net'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Slidev's dev server, running. */
export interface DevServer {
  url: string
  close: () => Promise<void>
}

/** The password without which another device can only watch. */
export const REMOTE_PASSWORD = 'secret'

/**
 * Starts the authors' dev server on a free port, with remote control, and waits until it answers. It listens on this
 * machine only.
 *
 * @throws {Error} with its output, when it ends before it answers or takes longer than two minutes
 */
export async function startDevServer(): Promise<DevServer> {
  const port = await freePort()
  const url = `http://localhost:${port}/`
  const child = spawn('node', ['node_modules/@slidev/cli/bin/slidev.mjs', '--port', String(port), `--remote=${REMOTE_PASSWORD}`, '--bind', 'localhost'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', data => output += data)
  child.stderr.on('data', data => output += data)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))

  for (const deadline = Date.now() + 120_000; ;) {
    if (await fetch(url).then(response => response.ok, () => false))
      break
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill()
      throw new Error(`the dev server does not answer; it said:\n${output}`)
    }
    await new Promise(resolve => setTimeout(resolve, 200))
  }
  return {
    url,
    async close() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}
