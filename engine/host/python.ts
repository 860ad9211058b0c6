/** CPython's files on the page: fetched when a Python program is first run, and handed to the sandbox. */
import type { HostToSandbox } from '../protocol/messages'
import type { PythonFiles } from '../protocol/python'
import { version } from 'pyodide/package.json'
import { keepSnapshot, keptSnapshot } from './python-snapshot'

/**
 * Addresses of all that a Python program needs, for who wants to have it ahead.
 *
 * @param base the address of the folder that holds them
 */
export function pythonFileUrls(base: URL): { loader: string, runtime: string, wasm: string, library: string } {
  const at = (file: string): string => new URL(`python/${version}/${file}`, base).href
  return { loader: at('pyodide.mjs'), runtime: at('pyodide.asm.mjs'), wasm: at('pyodide.asm.wasm'), library: at('python_stdlib.zip') }
}

/** Gives the sandbox what it needs for Python, once for each frame. */
export class PythonHost {
  readonly #urls: ReturnType<typeof pythonFileUrls>
  readonly #send: (message: HostToSandbox, transfer?: Transferable[]) => void
  #workerSource = ''
  #booted: Promise<void> | undefined
  #ready = Promise.withResolvers<void>()
  #isSettled = false
  /** `3.14.2`, once an interpreter has started. */
  version: string | undefined

  constructor(base: URL, send: (message: HostToSandbox, transfer?: Transferable[]) => void) {
    this.#urls = pythonFileUrls(base)
    this.#send = send
  }

  /**
   * Fetches the files and lets the frame get an interpreter ready; does so once.
   *
   * @throws TypeError when a file can't be had; the next call tries again
   */
  boot(): Promise<void> {
    if (this.#booted)
      return this.#booted
    const booted = this.#boot().catch((error: unknown) => {
      if (this.#booted === booted)
        this.#booted = undefined
      throw error
    })
    return this.#booted = booted
  }

  async #boot(): Promise<void> {
    // It takes longest to come: what else there is gets ready meanwhile.
    const code = blob(this.#urls.wasm)
    code.catch(() => {})
    const [{ default: workerSource }, loader, runtime, library] = await Promise.all([
      // Not with the engine itself: most who see the talk run no Python.
      import('../python/worker.ts?bundled'),
      blob(this.#urls.loader),
      blob(this.#urls.runtime),
      blob(this.#urls.library),
    ])
    this.#workerSource = workerSource
    const snapshot = await keptSnapshot(this.#urls.wasm, workerSource)
    const files: PythonFiles = { loader, runtime, library }
    this.#send({ type: 'python-boot', workerSource, files, snapshot })
    this.#send({ type: 'python-code', wasm: await code })
  }

  /** Whether interpreters are wanted: its files are on their way to the frame, or there. */
  get isBooted(): boolean {
    return this.#booted !== undefined
  }

  /** Resolves when an interpreter is ready to run a program; rejects when none can start. */
  async warm(): Promise<void> {
    await this.boot()
    await this.#ready.promise
  }

  /** Notes that an interpreter is ready, as the frame reports. */
  markReady(version: string): void {
    this.version = version
    this.#isSettled = true
    this.#ready.resolve()
  }

  /** Notes that none can start, as the frame reports. */
  markBroken(reason: string): void {
    this.#ready.promise.catch(() => {})
    this.#isSettled = true
    this.#ready.reject(new Error(reason))
    this.reset()
  }

  /** Keeps the image of a started interpreter, so that the next visit starts with it. */
  keep(snapshot: Blob): void {
    void keepSnapshot(this.#urls.wasm, this.#workerSource, snapshot)
  }

  /** The next boot begins anew. Who waits for an interpreter goes on waiting, for that of the next boot. */
  reset(): void {
    this.#booted = undefined
    if (this.#isSettled)
      this.#ready = Promise.withResolvers()
    this.#isSettled = false
  }
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url)
  if (!response.ok)
    throw new TypeError(`Python's file ${url} can't be had: ${response.status} ${response.statusText}`)
  return response
}

async function blob(url: string): Promise<Blob> {
  return (await fetched(url)).blob()
}
