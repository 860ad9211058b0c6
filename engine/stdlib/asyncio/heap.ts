/** A binary heap: Lib/heapq.py, with a comparison of the caller's. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #before: (a: T, b: T) => boolean

  /** @param before whether one item comes before another */
  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  get size(): number {
    return this.#items.length
  }

  /** The first item. */
  peek(): T | undefined {
    return this.#items[0]
  }

  push(item: T): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(item, items[parent]!))
        break
      items[at] = items[parent]!
      at = parent
    }
    items[at] = item
  }

  /** Removes the first item. */
  pop(): T | undefined {
    const items = this.#items
    const first = items[0]
    const last = items.pop()
    if (items.length === 0 || last === undefined)
      return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= items.length)
        break
      if (child + 1 < items.length && this.#before(items[child + 1]!, items[child]!))
        child++
      if (!this.#before(items[child]!, last))
        break
      items[at] = items[child]!
      at = child
    }
    items[at] = last
    return first
  }

  clear(): void {
    this.#items.length = 0
  }

  /** Removes all items but those that satisfy a condition. */
  keep(condition: (item: T) => boolean): void {
    const kept = this.#items.filter(condition)
    this.clear()
    for (const item of kept)
      this.push(item)
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]()
  }
}
