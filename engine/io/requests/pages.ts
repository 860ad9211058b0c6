/// <reference lib="webworker" />
import * as v from 'valibot'
import { RequestsOfPage } from './answering'
import { RequestsToServiceWorkerSchema } from './messages'

/** The service worker's end of the channels to all pages. */
export class RequestsOfPages {
  /** Pages whose requests are being answered, by their ids. */
  readonly #asking = new Map<string, RequestsOfPage>()

  /**
   * Takes a message of a page.
   *
   * @returns whether it was about requests
   */
  take(event: ExtendableMessageEvent): boolean {
    const { data, source } = event
    if (!(source instanceof Client) || !v.is(RequestsToServiceWorkerSchema, data))
      return false
    const requests = this.#asking.get(source.id) ?? new RequestsOfPage(source)
    this.#asking.set(source.id, requests)
    event.waitUntil(requests.handle(data).then(() => {
      if (requests.isIdle)
        this.#asking.delete(source.id)
    }))
    return true
  }
}
