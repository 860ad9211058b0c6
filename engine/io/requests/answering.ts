import type { AnswersToPage, RelayedAnswer, RelayedRequest, RequestsToServiceWorker } from './messages'
import { answerIo } from '../endpoint'
import { Batch } from './batch'

/** A page, as the service worker sees it. */
export interface AskingPage {
  postMessage: (message: AnswersToPage, transfer: Transferable[]) => void
}

function bodiesOf(answers: readonly RelayedAnswer[]): ArrayBuffer[] {
  return answers.flatMap(answer => answer.type === 'response' ? [answer.body] : [])
}

/** The service worker's end of the channel to one page. */
export class RequestsOfPage {
  readonly #page: AskingPage
  readonly #open = new Map<number, AbortController>()
  readonly #answers = new Batch<RelayedAnswer>(answers => this.#page.postMessage({ type: 'io-answers', answers }, bodiesOf(answers)))

  constructor(page: AskingPage) {
    this.#page = page
  }

  /** Whether no request is open. */
  get isIdle(): boolean {
    return this.#open.size === 0
  }

  /** Handles a message; resolves once it has been answered completely: the service worker has to live until then. */
  async handle(message: RequestsToServiceWorker): Promise<void> {
    switch (message.type) {
      case 'io-requests':
        await Promise.all(message.requests.map(request => this.#answer(request)))
        this.#answers.flush()
        break
      case 'io-cancel':
        for (const id of message.ids)
          this.#open.get(id)?.abort()
        break
      case 'io-check': {
        // The report that a request is unknown must not overtake an answer on its way.
        this.#answers.flush()
        this.#page.postMessage({ type: 'io-unknown', ids: message.ids.filter(id => !this.#open.has(id)) }, [])
      }
    }
  }

  async #answer({ id, url, method }: RelayedRequest): Promise<void> {
    const abort = new AbortController()
    this.#open.set(id, abort)
    try {
      const response = await answerIo(new URL(url), { method, signal: abort.signal })
      if (response.type === 'error') {
        this.#answers.add({ type: 'reset', id })
        return
      }
      const { status, statusText: reason } = response
      this.#answers.add({ type: 'response', id, status, reason, headers: [...response.headers], body: await response.arrayBuffer() })
    }
    catch {
      // An aborted request needs no answer; one that failed counts as a reset connection.
      if (!abort.signal.aborted)
        this.#answers.add({ type: 'reset', id })
    }
    finally {
      this.#open.delete(id)
    }
  }
}
