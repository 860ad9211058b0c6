/** Answers the sandbox's requests to the outside world, for an allow-list of addresses: the deck's own `io/` endpoints. */
import type { HostToSandbox, IoRequest } from '../protocol/messages'

interface OpenRequest {
  abort: AbortController
  body?: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
}

/** The page's end of the I/O bridge. */
export class IoBridge {
  readonly #send: (message: HostToSandbox, transfer: Transferable[]) => void
  readonly #open = new Map<string, OpenRequest>()
  readonly #base: URL

  /** @param base the deck's address; only what lies under its `io/` is fetched */
  constructor(base: URL, send: (message: HostToSandbox, transfer: Transferable[]) => void) {
    this.#base = base
    this.#send = send
  }

  /** Wakes up what answers requests: a browser puts a service worker to sleep after some seconds, and waking takes as long as a request of a demo. */
  warm(): void {
    void serviceWorkerReady().then(() => fetch(new URL('io/wait', this.#base), { cache: 'no-store', credentials: 'omit' })).catch(() => {})
  }

  /** Handles a request of the sandbox. */
  async handle(message: IoRequest): Promise<void> {
    const key = `${message.run}:${message.request}`
    try {
      if (message.type === 'io-open')
        await this.#fetch(key, message)
      else if (message.type === 'io-pull')
        await this.#pull(key, message)
      else
        this.#abort(key)
    }
    catch (error) {
      this.#open.delete(key)
      this.#send({ type: 'io-failed', run: message.run, request: message.request, message: explain(error) }, [])
    }
  }

  async #fetch(key: string, { run, request, url, method, headers, body, whole }: Extract<IoRequest, { type: 'io-open' }>): Promise<void> {
    const target = this.#allowed(url)
    const abort = new AbortController()
    this.#open.set(key, { abort })
    await serviceWorkerReady()
    const response = await fetch(target, { method, headers, body, signal: abort.signal, cache: 'no-store', credentials: 'omit' })
    const content = whole ? await response.arrayBuffer() : undefined
    const open = this.#open.get(key)
    if (!open)
      return
    if (content)
      this.#open.delete(key)
    else
      open.body = response.body?.getReader() as OpenRequest['body']
    const head = { status: response.status, reason: response.statusText, headers: [...response.headers], url: response.url }
    this.#send({ type: 'io-head', run, request, ...head, body: content }, content ? [content] : [])
  }

  /** @throws TypeError for an address that is not on the allow-list */
  #allowed(url: string): URL {
    const target = new URL(url, this.#base)
    const endpoints = new URL('io/', this.#base)
    if (target.origin !== endpoints.origin || !target.pathname.startsWith(endpoints.pathname))
      throw new TypeError(`${url} is not on the deck's allow-list: a snippet can reach the deck's own io/ endpoints, as io/wait?ms=100`)
    return target
  }

  async #pull(key: string, { run, request }: IoRequest): Promise<void> {
    const result = await this.#open.get(key)?.body?.read()
    if (!result || result.done) {
      this.#open.delete(key)
      this.#send({ type: 'io-body', run, request, chunk: undefined }, [])
      return
    }
    const chunk = result.value.slice().buffer
    this.#send({ type: 'io-body', run, request, chunk }, [chunk])
  }

  #abort(key: string): void {
    this.#open.get(key)?.abort.abort()
    this.#open.delete(key)
  }

  /** Gives up all that is open: its run has ended. */
  abortAll(): void {
    for (const key of [...this.#open.keys()])
      this.#abort(key)
  }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message === 'Failed to fetch' || message.startsWith('NetworkError') ? 'Connection reset by peer' : message
}

/** How long a request waits for the service worker, which answers without a browser's limit of connections to one host. */
const SERVICE_WORKER_TIMEOUT_MS = 2000
let ready: Promise<unknown> | undefined

function serviceWorkerReady(): Promise<unknown> {
  const { serviceWorker } = navigator
  if (!serviceWorker || serviceWorker.controller)
    return Promise.resolve()
  return ready ??= Promise.race([
    new Promise(resolve => serviceWorker.addEventListener('controllerchange', resolve, { once: true })),
    new Promise(resolve => setTimeout(resolve, SERVICE_WORKER_TIMEOUT_MS)),
  ])
}
