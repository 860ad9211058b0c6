/** CPython's files on the page: fetched when a Python program is first run, and passed to the sandbox. */
import type { HostToSandbox } from '../protocol/messages'
import type { PythonFiles } from '../protocol/python'
import { version } from 'pyodide/package.json'
import { keepSnapshot, keptSnapshot } from './python-snapshot'

/**
 * Addresses of all files that a Python program needs, for fetching them ahead.
 *
 * @param base the address of the folder that holds them
 */
export function pythonFileUrls(base: URL): { loader: string, runtime: string, wasm: string, library: string } {
  const at = (file: string): string => new URL(`python/${version}/${file}`, base).href
  return { loader: at('pyodide.mjs'), runtime: at('pyodide.asm.mjs'), wasm: at('pyodide.asm.wasm'), library: at('python_stdlib.zip') }
}

/** Provides the sandbox with Python's files, once for each frame. */
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
   * Fetches the files and has the frame start an interpreter; does so once.
   *
   * @throws TypeError when a file can't be fetched; the next call tries again
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
    // The slowest to arrive: everything else gets ready meanwhile.
    const code = blob(this.#urls.wasm)
    code.catch(() => {})
    const [{ default: workerSource }, loader, runtime, library] = await Promise.all([
      // Not bundled with the engine itself: most visitors run no Python.
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

  /** Whether interpreters have been requested: the files are on their way to the frame, or there. */
  get isBooted(): boolean {
    return this.#booted !== undefined
  }

  /** Resolves once an interpreter is ready to run a program; rejects when none can start. */
  async warm(): Promise<void> {
    await this.boot()
    await this.#ready.promise
  }

  /** The frame reports that an interpreter is ready. */
  markReady(version: string): void {
    this.version = version
    this.#isSettled = true
    this.#ready.resolve()
  }

  /** The frame reports that none can start. */
  markBroken(reason: string): void {
    this.#ready.promise.catch(() => {})
    this.#isSettled = true
    this.#ready.reject(new Error(reason))
    this.reset()
  }

  /** Caches the image of a started interpreter, so that the next visit starts with it. */
  keep(snapshot: Blob): void {
    void keepSnapshot(this.#urls.wasm, this.#workerSource, snapshot)
  }

  /** Makes the next boot start afresh. Callers that wait for an interpreter now wait for that of the next boot. */
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
