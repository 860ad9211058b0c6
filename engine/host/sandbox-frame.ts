import type { HostToSandbox, SandboxToHost } from '../protocol/messages'
/** The sandboxed frame: an opaque origin, no network, one script. If it dies it is set up anew. */
import frameSource from '../sandbox/frame.ts?bundled'
import workerSource from '../worker.ts?bundled'

/** Nothing but inline and blob scripts, blob workers and WebAssembly. */
const CONTENT_SECURITY_POLICY = 'default-src \'none\'; script-src \'unsafe-inline\' blob: \'wasm-unsafe-eval\'; worker-src blob:'

/** How often the frame is asked whether it lives, and how long its answer may take. */
const HEARTBEAT_MS = 1000
const HEARTBEAT_TIMEOUT_MS = 4000

/** What the frame tells its owner. */
export interface FrameListener {
  message: (message: SandboxToHost) => void
  /** The frame stopped answering (its process ran out of memory, most likely) and is being set up anew. */
  crashed: () => void
}

/** The frame and its life. */
export class SandboxFrame {
  readonly #listener: FrameListener
  #element: HTMLIFrameElement | undefined
  #ready: PromiseWithResolvers<void> = Promise.withResolvers()
  /** Whether it can take a run. */
  isReady = false
  #lastPing = 0
  #answeredPing = 0
  #heartbeat: ReturnType<typeof setInterval> | undefined
  #unansweredSince: number | undefined

  constructor(listener: FrameListener) {
    this.#listener = listener
    addEventListener('message', ({ data, source }: MessageEvent<SandboxToHost>) => {
      if (source !== null && source === this.#element?.contentWindow)
        this.#receive(data)
    })
  }

  /** Sets the frame up if need be; resolves when it can take a run. */
  start(): Promise<void> {
    if (!this.#element)
      this.#create()
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
    frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">`
      + `<script>${frameSource.replaceAll('</script', '<\\/script')}</script>`
    frame.onload = () => this.send({ type: 'boot', workerSource })
    this.#element = frame
    document.body.append(frame)
  }

  /** Sends a message to the frame. */
  send(message: HostToSandbox, transfer: Transferable[] = []): void {
    this.#element?.contentWindow?.postMessage(message, '*', transfer)
  }

  #receive(message: SandboxToHost): void {
    this.#unansweredSince = undefined
    if (message.type === 'pong')
      this.#answeredPing = message.id
    else if (message.type === 'ready')
      this.#becomeReady()
    else
      this.#listener.message(message)
  }

  #becomeReady(): void {
    this.isReady = true
    this.#ready.resolve()
  }

  /** Watches whether the frame lives, while a run goes on. */
  watch(on: boolean): void {
    clearInterval(this.#heartbeat)
    this.#unansweredSince = undefined
    if (on)
      this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS)
  }

  #beat(): void {
    const now = performance.now()
    if (this.#answeredPing === this.#lastPing)
      this.#unansweredSince = undefined
    else
      this.#unansweredSince ??= now
    if (this.#unansweredSince !== undefined && now - this.#unansweredSince > HEARTBEAT_TIMEOUT_MS) {
      this.reset()
      this.#listener.crashed()
      return
    }
    this.send({ type: 'ping', id: ++this.#lastPing })
  }

  /** Throws the frame away, with all that runs in it, and sets a new one up. */
  reset(): void {
    this.watch(false)
    this.#element?.remove()
    this.#answeredPing = this.#lastPing
    this.isReady = false
    this.#ready = Promise.withResolvers()
    this.#create()
  }
}
