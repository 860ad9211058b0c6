import type { AnswersToPage, RelayedAnswer, RelayedRequest, RequestsToServiceWorker } from './messages'
import * as v from 'valibot'
import { Batch } from './batch'
import { AnswersToPageSchema } from './messages'

/** How often the page asks the service worker whether it still knows the open requests. */
const CHECK_INTERVAL_MS = 2000

/** How long to wait for the first answer of a service worker: another version may not know these messages. */
const GREETING_TIMEOUT_MS = 1000

/** A service worker, as the page sees it. */
interface AnsweringWorker {
  postMessage: (message: RequestsToServiceWorker) => void
}

/** Where the page finds its controlling service worker, and gets its messages. */
export interface WorkerContainer {
  readonly controller: AnsweringWorker | null
  addEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void
  startMessages: () => void
}

/** What the page knows about its controlling service worker. */
interface Greeting {
  controller: AnsweringWorker
  isAnswering: Promise<boolean>
  /** The first answer has arrived, perhaps late. */
  answered: () => void
}

/** The page's end of the channel to the service worker. */
export class ServiceWorkerRequests {
  readonly #container: WorkerContainer
  /** Takes the answer, or `lost` when the service worker has forgotten the request. */
  readonly #open = new Map<number, (answer: RelayedAnswer | 'lost') => void>()
  readonly #requests = new Batch<RelayedRequest>(requests => this.#send({ type: 'io-requests', requests }))
  readonly #cancelled = new Batch<number>(ids => this.#send({ type: 'io-cancel', ids }))
  #greeting: Greeting | undefined
  #lastId = 0
  #check: ReturnType<typeof setInterval> | undefined

  constructor(container: WorkerContainer) {
    this.#container = container
    container.addEventListener('message', ({ data }) => {
      if (!v.is(AnswersToPageSchema, data))
        return
      this.#greeting?.answered()
      this.#receive(data)
    })
    container.startMessages()
  }

  /**
   * Makes a request.
   *
   * @param request the request
   * @param request.url an absolute address
   * @param request.method such as `GET`
   * @param signal abandons the request
   * @returns the answer, or `lost` when no service worker takes requests, or it was restarted or replaced meanwhile: use
   * another way
   * @throws the signal's reason
   */
  async request({ url, method }: Omit<RelayedRequest, 'id'>, signal: AbortSignal): Promise<RelayedAnswer | 'lost'> {
    if (!await this.#isAnswering())
      return 'lost'
    signal.throwIfAborted()
    const id = ++this.#lastId
    try {
      return await new Promise<RelayedAnswer | 'lost'>((resolve, reject) => {
        this.#open.set(id, resolve)
        signal.addEventListener('abort', () => {
          this.#cancelled.add(id)
          reject(signal.reason)
        }, { once: true })
        this.#requests.add({ id, url, method })
        this.#check ??= setInterval(() => this.#askWhetherKnown(), CHECK_INTERVAL_MS)
      })
    }
    finally {
      this.#open.delete(id)
      if (this.#open.size === 0) {
        clearInterval(this.#check)
        this.#check = undefined
      }
    }
  }

  /** Wakes the service worker: a browser puts it to sleep after some seconds, and waking takes as long as a demo's request. */
  wake(): void {
    void this.#isAnswering()
    this.#send({ type: 'io-check', ids: [] })
  }

  /** Whether the controlling service worker knows these messages. */
  #isAnswering(): Promise<boolean> {
    const { controller } = this.#container
    if (!controller)
      return Promise.resolve(false)
    if (this.#greeting?.controller !== controller) {
      let answered = (): void => {}
      const isAnswering = new Promise<boolean>((resolve) => {
        answered = () => resolve(true)
        setTimeout(resolve, GREETING_TIMEOUT_MS, false)
      })
      const greeting: Greeting = { controller, isAnswering, answered: () => {
        answered()
        greeting.isAnswering = Promise.resolve(true)
      } }
      this.#greeting = greeting
      controller.postMessage({ type: 'io-check', ids: [] })
    }
    return this.#greeting!.isAnswering
  }

  #askWhetherKnown(): void {
    // The service worker doesn't know requests that are still in the batch.
    this.#requests.flush()
    this.#send({ type: 'io-check', ids: [...this.#open.keys()] })
  }

  #send(message: RequestsToServiceWorker): void {
    const { controller } = this.#container
    if (controller)
      controller.postMessage(message)
    else
      this.#lose([...this.#open.keys()])
  }

  #receive(message: AnswersToPage): void {
    if (message.type === 'io-unknown') {
      this.#lose(message.ids)
      return
    }
    for (const answer of message.answers)
      this.#open.get(answer.id)?.(answer)
  }

  #lose(ids: readonly number[]): void {
    for (const id of ids)
      this.#open.get(id)?.('lost')
  }
}
