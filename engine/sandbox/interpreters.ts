/** Python interpreters, each in a worker and for one run; the next one starts while the last one runs. */
import type { SandboxToHost, ScriptScheme } from '../protocol/messages'
import type { HostToPython, InterpreterToSandbox, SandboxToInterpreter } from '../protocol/python'
import { scriptUrl } from './scripts'

/** Addresses of an interpreter's scripts. */
interface Scripts {
  worker: string
  loader: string
  runtime: string
}

/** Starts interpreters ahead of their use. */
export class Interpreters {
  readonly #send: (message: SandboxToHost, transfer?: Transferable[]) => void
  readonly #scripts: Promise<Scripts>
  readonly #library: Blob
  /** Compiled once for all interpreters. */
  readonly #compiled = Promise.withResolvers<WebAssembly.Module>()
  #snapshot: Blob | undefined
  #spare: Promise<Worker> | undefined

  /**
   * @param boot the files
   * @param scripts how to load them
   * @param send sends a message to the page
   */
  constructor(boot: Extract<HostToPython, { type: 'python-boot' }>, scripts: ScriptScheme, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    const { workerSource, files, snapshot } = boot
    this.#send = send
    this.#scripts = addresses(workerSource, files.loader, files.runtime, scripts)
    this.#library = files.library
    this.#snapshot = snapshot
    this.prepare()
  }

  /** Compiles CPython, which the interpreters wait for. */
  compile(wasm: Blob): void {
    this.#compiled.resolve(WebAssembly.compileStreaming(new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } })))
  }

  /** Discards the prepared interpreters, which others replace. */
  close(): void {
    this.#compiled.promise.catch(() => {})
    this.#compiled.reject(new Error('other files of Python have come'))
    this.#spare?.then(worker => worker.terminate(), () => {})
  }

  /** Starts the next interpreter, unless one is ready or starting. */
  prepare(): void {
    this.#spare ??= this.#make()
    this.#spare.catch((error: unknown) => {
      this.#spare = undefined
      this.#send({ type: 'python-broken', reason: error instanceof Error ? error.message : String(error) })
    })
  }

  /** Takes an unused interpreter. */
  take(): Promise<Worker> {
    const spare = this.#spare ?? this.#make()
    this.#spare = undefined
    return spare
  }

  async #make(): Promise<Worker> {
    try {
      return await this.#start(this.#snapshot)
    }
    catch (error) {
      if (!this.#snapshot)
        throw error
      // The snapshot is of another build, or this browser can't load it: a plain start works.
      this.#snapshot = undefined
      return this.#start(undefined)
    }
  }

  async #start(snapshot: Blob | undefined): Promise<Worker> {
    const scripts = await this.#scripts
    const { promise, resolve, reject } = Promise.withResolvers<Worker>()
    const worker = new Worker(scripts.worker)
    const fail = (reason: string): void => {
      worker.terminate()
      reject(new Error(reason))
    }
    worker.onerror = ({ message }) => fail(message || 'the script could not be loaded')
    worker.onmessage = ({ data }: MessageEvent<InterpreterToSandbox>) => {
      if (data.type === 'engine-error') {
        fail(data.message)
      }
      else if (data.type === 'snapshot') {
        this.#snapshot = data.snapshot
        this.#send({ type: 'python-snapshot', snapshot: data.snapshot })
      }
      else if (data.type === 'booted') {
        resolve(worker)
        this.#send({ type: 'python-ready', version: data.version })
      }
    }
    const post = (message: SandboxToInterpreter): void => worker.postMessage(message)
    post({ type: 'boot', loaderUrl: scripts.loader, runtimeUrl: scripts.runtime, library: this.#library, snapshot, makesSnapshot: snapshot === undefined })
    this.#compiled.promise.then(wasm => post({ type: 'module', wasm }), error => fail(error instanceof Error ? error.message : String(error)))
    return promise
  }
}

async function addresses(worker: string, loader: Blob, runtime: Blob, scripts: ScriptScheme): Promise<Scripts> {
  // The server sets the type of the page's blobs: only a blob created here is certain to be accepted as a script.
  const url = async (script: Blob): Promise<string> => scripts === 'blob'
    ? URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
    : scriptUrl(await script.text(), scripts)
  return { worker: scriptUrl(worker, scripts), loader: await url(loader), runtime: await url(runtime) }
}
