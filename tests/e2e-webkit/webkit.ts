/** WebKitGTK on a screen of its own, spoken to by WebDriver: Playwright's WebKit is a build of its own, which few machines can run. */
import type { Buffer } from 'node:buffer'
import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { WebKit } from '../../scripts/webkit.mjs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import net from 'node:net'
import process from 'node:process'
import { findWebKit } from '../../scripts/webkit.mjs'

/** How the browser is to be started. */
export interface WebKitOptions {
  /** Whether it has SharedArrayBuffer. Safari's launcher turns it on for isolated pages, WebKitGTK's never does. */
  sharedMemory: boolean
}

/** How long something may take to come about; the machine may be busy. */
const PATIENCE_MS = 60_000
const POLL_MS = 100

/** A browser with one window. */
export class WebKitBrowser {
  readonly #session: string
  readonly #driver: ChildProcess
  readonly #screen: ChildProcess

  private constructor(session: string, driver: ChildProcess, screen: ChildProcess) {
    this.#session = session
    this.#driver = driver
    this.#screen = screen
  }

  /** @throws {Error} when there is no WebKit on this machine, or when it does not start */
  static async launch({ sharedMemory }: WebKitOptions): Promise<WebKitBrowser> {
    const found = findWebKit()
    if (!('driver' in found))
      throw new Error(found.missing)
    const screen = spawn(found.screen, ['-displayfd', '3', '-screen', '0', '1280x800x24'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const [number] = await once(screen.stdio[3] as Readable, 'data') as [Buffer]
    const port = await freePort()
    // A group of its own, since it starts the browser's processes.
    const driver = spawn(found.driver, [`--port=${port}`], {
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        DISPLAY: `:${String(number).trim()}`,
        JSC_useSharedArrayBuffer: String(Number(sharedMemory)),
        LIBGL_ALWAYS_SOFTWARE: '1',
        // Its sandbox needs user namespaces, which containers have not.
        WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      },
    })
    try {
      const address = `http://127.0.0.1:${port}`
      await until('the driver answers', () => call(address, 'GET', '/status').then(() => true, () => false))
      const { sessionId } = await call(address, 'POST', '/session', capabilities(found)) as { sessionId: string }
      return new WebKitBrowser(`${address}/session/${sessionId}`, driver, screen)
    }
    catch (error) {
      end(driver, screen)
      throw error
    }
  }

  async goto(url: string): Promise<void> {
    await call(this.#session, 'POST', '/url', { url })
  }

  /** Runs a function in the page; arguments and result cross as JSON. */
  async evaluate<Args extends unknown[], T>(run: (...args: Args) => T, ...args: Args): Promise<T> {
    return await call(this.#session, 'POST', '/execute/sync', { script: `return (${String(run)}).apply(null, arguments)`, args }) as T
  }

  /** Runs a function in the page until it gives something. */
  async until<Args extends unknown[], T>(what: string, run: (...args: Args) => T, ...args: Args): Promise<NonNullable<T>> {
    return until(what, () => this.evaluate(run, ...args))
  }

  async close(): Promise<void> {
    // A page whose threads are parked may take its time.
    await Promise.race([call(this.#session, 'DELETE', '').catch(() => {}), new Promise(resolve => setTimeout(resolve, 5000))])
    end(this.#driver, this.#screen)
  }
}

function end(driver: ChildProcess, screen: ChildProcess): void {
  try {
    process.kill(-driver.pid!, 'SIGKILL')
  }
  catch {
    // It has ended.
  }
  screen.kill()
}

function capabilities({ browser }: WebKit): object {
  return { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] } } } }
}

/** @throws {Error} with WebDriver's own words */
async function call(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(base + path, { method, body: body && JSON.stringify(body) })
  const { value } = await response.json() as { value: unknown }
  if (!response.ok) {
    const { error, message } = value as { error: string, message: string }
    throw new Error(`${error}: ${message}`)
  }
  return value
}

async function until<T>(what: string, look: () => Promise<T>): Promise<NonNullable<T>> {
  for (const deadline = Date.now() + PATIENCE_MS; ;) {
    const value = await look()
    if (value)
      return value
    if (Date.now() > deadline)
      throw new Error(`not within ${PATIENCE_MS / 1000} s: ${what}`)
    await new Promise(resolve => setTimeout(resolve, POLL_MS))
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  server.close()
  return port
}
