/** A double-ended queue: as much of `collections.deque` as asyncio needs. */
export class Deque<T> {
  #items: (T | undefined)[] = Array.from({ length: 16 })
  #head = 0
  #size = 0

  get size(): number {
    return this.#size
  }

  push(item: T): void {
    if (this.#size === this.#items.length)
      this.#grow()
    this.#items[(this.#head + this.#size++) & (this.#items.length - 1)] = item
  }

  /** Removes the first item; undefined if there is none. */
  shift(): T | undefined {
    if (this.#size === 0)
      return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head] = undefined
    this.#head = (this.#head + 1) & (this.#items.length - 1)
    this.#size--
    return item
  }

  #grow(): void {
    const items = Array.from(this)
    this.#items = items
    this.#items.length = items.length * 2
    this.#head = 0
  }

  clear(): void {
    this.#items = Array.from({ length: 16 })
    this.#head = this.#size = 0
  }

  * [Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.#size; index++)
      yield this.#items[(this.#head + index) & (this.#items.length - 1)] as T
  }
}
