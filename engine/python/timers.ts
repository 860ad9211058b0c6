/** What is to happen at a time, the earliest first. */
export class Timers<T extends object> {
  readonly #entries: { due: number, item: T }[] = []
  /** When the item that {@link due} gave last was due. */
  lastDue = 0

  /** Notes an item; it must not be noted already. */
  add(due: number, item: T): void {
    let at = this.#entries.length
    while (at > 0 && this.#entries[at - 1]!.due > due)
      at--
    this.#entries.splice(at, 0, { due, item })
  }

  /** Forgets an item. */
  remove(item: T): void {
    const at = this.#entries.findIndex(entry => entry.item === item)
    if (at >= 0)
      this.#entries.splice(at, 1)
  }

  /** Removes the first item whose time has come; undefined if there is none. */
  due(time: number): T | undefined {
    const [first] = this.#entries
    if (!first || first.due > time)
      return undefined
    this.#entries.shift()
    this.lastDue = first.due
    return first.item
  }

  /** When the first item is due; `Infinity` when there is none. */
  get next(): number {
    return this.#entries[0]?.due ?? Infinity
  }
}
