/** Collects items within one turn of the event loop, and passes them on together. */
export class Batch<Item> {
  readonly #flush: (items: Item[]) => void
  readonly #channel = new MessageChannel()
  #items: Item[] = []

  /** @param flush takes the items, in order */
  constructor(flush: (items: Item[]) => void) {
    this.#flush = flush
    this.#channel.port1.onmessage = () => this.flush()
  }

  /** Adds an item; it is passed on once the messages and timers that are due now have been handled. */
  add(item: Item): void {
    if (this.#items.push(item) === 1)
      this.#channel.port2.postMessage(undefined)
  }

  /** Passes on the collected items now. */
  flush(): void {
    if (this.#items.length === 0)
      return
    const items = this.#items
    this.#items = []
    this.#flush(items)
  }
}
