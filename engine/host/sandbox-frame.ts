/** The sandboxed frame: an opaque origin, no network, one script. If it dies, a new one is set up. */
import type { HostToSandbox, SandboxFault, SandboxToHost, ScriptScheme } from '../protocol/messages'
import type { RunningWatchdog } from './watchdog'
import { WORKER_SCRIPT_ID } from '../protocol/frame-document'
import frameSource from '../sandbox/frame.ts?bundled'
import workerSource from '../worker.ts?bundled'
import { brokenFrame } from './shapes'
import { sandboxReason } from './support'
import { startWatchdog, Watchdog } from './watchdog'

/** Allows only inline scripts, scripts and workers by this scheme, and WebAssembly. */
function contentSecurityPolicy(scripts: ScriptScheme): string {
  return `default-src 'none'; script-src 'unsafe-inline' ${scripts}: 'wasm-unsafe-eval'; worker-src ${scripts}:`
}

/** Escapes JavaScript for a script element, which would end at the first end tag. */
function inMarkup(script: string): string {
  return script.replaceAll('</script', '<\\/script')
}

/** How long the frame's heart may be silent during a run before the frame counts as dead. */
export const DEAD_AFTER_MS = 10_000
/** How long a new frame may take to its first heartbeat. */
const BOOT_LIMIT_MS = 30_000

/** Why the sandbox can't be set up. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError'

  /**
   * @param fault what the frame lacks
   * @param reason the browser's error
   */
  constructor(readonly fault: SandboxFault, reason: string) {
    super(`${sandboxReason(fault)} (${reason})`)
  }
}

/** Callbacks of the frame's owner. */
export interface FrameListener {
  /** A {@link SandboxToHost}, whose shape has not been checked. */
  message: (message: unknown) => void
  /** The frame has been silent for {@link DEAD_AFTER_MS} during a run, and a new one is being set up. */
  died: () => void
  /** The frame can't run anything. Callers of {@link SandboxFrame.start} get an error; the next start tries again. */
  broken: (error: SandboxError) => void
}

/** The frame and its life cycle. */
export class SandboxFrame {
  readonly #listener: FrameListener
  #scripts: ScriptScheme
  readonly #isShared: boolean
  #element: HTMLIFrameElement | undefined
  #ready: PromiseWithResolvers<void> = Promise.withResolvers()
  #state: 'absent' | 'starting' | 'ready' | 'broken' = 'absent'
  #heart: MessagePort | undefined
  #boot: RunningWatchdog | undefined
  #life: RunningWatchdog | undefined

  /**
   * @param listener gets the frame's messages and faults
   * @param scripts how scripts reach its workers at first
   * @param isShared whether it shares memory with its workers; without, it runs Python only
   */
  constructor(listener: FrameListener, scripts: ScriptScheme = 'blob', isShared = globalThis.crossOriginIsolated) {
    this.#listener = listener
    this.#scripts = scripts
    this.#isShared = isShared
    addEventListener('message', ({ data, source }: MessageEvent<unknown>) => {
      if (source !== null && source === this.#element?.contentWindow)
        this.#receive(data)
    })
  }

  /**
   * Sets the frame up if need be; resolves once it can take a run.
   *
   * @throws SandboxError when it can't be set up
   */
  start(): Promise<void> {
    if (this.#state === 'absent' || this.#state === 'broken')
      this.reset()
    return this.#ready.promise
  }

  #create(): void {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.allow = 'cross-origin-isolated'
    frame.title = 'Where the snippets run'
    frame.setAttribute('aria-hidden', 'true')
    frame.tabIndex = -1
    // Not display: none, which lets the browser throttle its timers.
    frame.style.cssText = 'position: fixed; left: 0; bottom: 0; width: 1px; height: 1px; border: 0; opacity: 0; pointer-events: none'
    frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(this.#scripts)}">`
      + `<script type="text/plain" id="${WORKER_SCRIPT_ID}" data-scripts="${this.#scripts}" data-memory="${this.#isShared ? 'shared' : 'none'}">${inMarkup(workerSource)}</script>`
      + `<script>${inMarkup(frameSource)}</script>`
    frame.onload = () => {
      const { port1, port2 } = new MessageChannel()
      this.#heart?.close()
      this.#heart = port1
      port1.onmessage = () => this.#onHeartbeat()
      this.send({ type: 'heart', port: port2 }, [port2])
    }
    this.#element = frame
    document.body.append(frame)
    this.#boot = startWatchdog(new Watchdog(BOOT_LIMIT_MS, 'restart'), () => this.#break('silent', `no answer for ${BOOT_LIMIT_MS / 1000} s`))
  }

  /**
   * Sets the frame up as {@link start} does, for threads.
   *
   * @throws SandboxError also when this page can't share memory
   */
  async startForThreads(): Promise<void> {
    if (!this.#isShared)
      throw new SandboxError('shared-memory', 'the page is not cross-origin isolated')
    await this.start()
  }

  /** Sends a message to the frame. */
  send(message: HostToSandbox, transfer: Transferable[] = []): void {
    this.#element?.contentWindow?.postMessage(message, '*', transfer)
  }

  /** Handles a heartbeat. */
  #onHeartbeat(): void {
    this.#life?.feed()
    if (this.#state !== 'starting')
      return
    this.#boot?.stop()
    this.#state = 'ready'
    this.#ready.resolve()
  }

  #receive(data: unknown): void {
    this.#life?.feed()
    const broken = brokenFrame(data)
    if (broken)
      this.#break(broken.fault, broken.reason)
    else
      this.#listener.message(data)
  }

  #break(fault: SandboxFault, reason: string): void {
    // In an isolated frame of opaque origin WebKit starts workers only from data: addresses, not from blobs.
    if (fault === 'workers' && this.#state === 'starting' && this.#scripts === 'blob') {
      this.#scripts = 'data'
      this.reset()
      return
    }
    this.#remove()
    this.#state = 'broken'
    const error = new SandboxError(fault, reason)
    // Not every caller that starts the frame handles its failure.
    this.#ready.promise.catch(() => {})
    this.#ready.reject(error)
    this.#listener.broken(error)
  }

  /** Watches the frame's heart while a run goes on. */
  watch(on: boolean): void {
    this.#life?.stop()
    this.#life = undefined
    if (!on)
      return
    this.#life = startWatchdog(new Watchdog(DEAD_AFTER_MS, 'restart'), () => {
      this.reset()
      this.#listener.died()
    }, () => this.#heart?.postMessage(0))
  }

  #remove(): void {
    this.watch(false)
    this.#boot?.stop()
    this.#heart?.close()
    this.#heart = undefined
    this.#element?.remove()
    this.#element = undefined
  }

  /** Replaces the frame, with everything that runs in it. */
  reset(): void {
    this.#remove()
    // Callers that wait for the old frame to start get the new one.
    if (this.#state === 'ready' || this.#state === 'broken')
      this.#ready = Promise.withResolvers()
    this.#state = 'starting'
    this.#create()
  }
}
