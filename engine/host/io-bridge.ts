/** Answers the sandbox's requests to the outside world, for an allow-list of addresses: the deck's own `io/` endpoints. */
import type { IoRequest } from '../protocol/io'
import type { HostToSandbox } from '../protocol/messages'
import { ServiceWorkerRequests } from '../io/requests/asking'
import { Gate } from './gate'

interface OpenRequest {
  abort: AbortController
  body?: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>
}

/** The most bytes of answers in flight: a flood of them would use up all memory. */
const MAX_PENDING_BYTES = 64 * 1024 * 1024
/** The weight of a request besides the body that it asks for. */
const REQUEST_BYTES = 16 * 1024

const CONNECTION_RESET = 'Connection reset by peer'

/** A complete response. */
interface WholeResponse {
  status: number
  reason: string
  headers: [string, string][]
  url: string
  body: ArrayBuffer
}

/** The page's end of the I/O bridge. */
export class IoBridge {
  readonly #send: (message: HostToSandbox, transfer: Transferable[]) => void
  readonly #open = new Map<string, OpenRequest>()
  readonly #gate = new Gate(MAX_PENDING_BYTES)
  readonly #base: URL
  /** Undefined where the browser, or this address, has no service workers. */
  readonly #serviceWorker = 'serviceWorker' in navigator ? new ServiceWorkerRequests(navigator.serviceWorker) : undefined

  /** @param base the deck's address; only addresses under its `io/` are fetched */
  constructor(base: URL, send: (message: HostToSandbox, transfer: Transferable[]) => void) {
    this.#base = base
    this.#send = send
  }

  /** Wakes the service worker that answers requests. */
  warm(): void {
    void serviceWorkerReady().then(() => this.#serviceWorker?.wake())
  }

  /** Handles a request of the sandbox. */
  async handle(message: IoRequest): Promise<void> {
    const key = `${message.run}:${message.request}`
    try {
      if (message.type === 'io-open')
        await this.#begin(key, message)
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

  async #begin(key: string, message: Extract<IoRequest, { type: 'io-open' }>): Promise<void> {
    const { run, request, url, whole } = message
    const target = this.#allowed(url)
    const abort = new AbortController()
    this.#open.set(key, { abort })
    const weight = REQUEST_BYTES + (Number(target.searchParams.get('bytes')) || 0)
    await this.#gate.enter(weight, abort.signal)
    try {
      await serviceWorkerReady()
      if (whole) {
        const { body, ...head } = await this.#whole(target, message, abort.signal)
        if (this.#open.delete(key))
          this.#send({ type: 'io-head', run, request, ...head, body }, [body])
        return
      }
      const response = await this.#fetch(target, message, abort.signal)
      const open = this.#open.get(key)
      if (!open)
        return
      open.body = response.body?.getReader() as OpenRequest['body']
      this.#send({ type: 'io-head', run, request, ...headOf(response) }, [])
    }
    finally {
      this.#gate.leave(weight)
    }
  }

  /** Asks the service worker by message if there is one; else, or when it has forgotten the request, uses `fetch`. */
  async #whole(target: URL, message: Extract<IoRequest, { type: 'io-open' }>, signal: AbortSignal): Promise<WholeResponse> {
    const answer = await this.#serviceWorker?.request({ url: target.href, method: message.method }, signal) ?? 'lost'
    if (answer !== 'lost') {
      if (answer.type === 'reset')
        throw new TypeError(CONNECTION_RESET)
      const { status, reason, headers, body } = answer
      return { status, reason, headers, url: target.href, body }
    }
    const response = await this.#fetch(target, message, signal)
    return { ...headOf(response), body: await response.arrayBuffer() }
  }

  #fetch(target: URL, { method, headers, body }: Extract<IoRequest, { type: 'io-open' }>, signal: AbortSignal): Promise<Response> {
    return fetch(target, { method, headers, body, signal, cache: 'no-store', credentials: 'omit' })
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

  /** Aborts all open requests: their run has ended. */
  abortAll(): void {
    for (const key of [...this.#open.keys()])
      this.#abort(key)
  }
}

function headOf({ status, statusText, headers, url }: Response): Omit<WholeResponse, 'body'> {
  return { status, reason: statusText, headers: [...headers], url }
}

function explain(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message === 'Failed to fetch' || message.startsWith('NetworkError') ? CONNECTION_RESET : message
}

/** How long a request waits for the service worker, which answers without the browser's limit of connections to one host. */
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
