/** A weighted semaphore: lets in what there is room for; the rest waits in line. */
export class Gate {
  readonly #capacity: number
  #inside = 0
  readonly #waiting = new Map<() => void, number>()

  /** @param capacity the most weight inside at a time */
  constructor(capacity: number) {
    this.#capacity = capacity
  }

  /**
   * Resolves once there is room. Each entry needs one {@link leave} of the same weight.
   *
   * @param weight the entry's weight; one above the capacity enters when nothing else is inside
   * @param signal gives up waiting
   * @throws the signal's reason when it is aborted before there is room: do not call {@link leave} then
   */
  async enter(weight: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#waiting.size === 0 && this.#hasRoom(weight)) {
      this.#inside += weight
      return
    }
    await new Promise<void>((resolve, reject) => {
      const entering = new AbortController()
      const enter = (): void => {
        entering.abort()
        resolve()
      }
      const giveUp = (): void => {
        this.#waiting.delete(enter)
        reject(signal.reason)
        this.#letIn()
      }
      this.#waiting.set(enter, weight)
      signal.addEventListener('abort', giveUp, { once: true, signal: entering.signal })
    })
  }

  /** Frees room, for those that have waited longest. */
  leave(weight: number): void {
    this.#inside -= weight
    this.#letIn()
  }

  #hasRoom(weight: number): boolean {
    return this.#inside === 0 || this.#inside + weight <= this.#capacity
  }

  #letIn(): void {
    for (const [enter, weight] of this.#waiting) {
      if (!this.#hasRoom(weight))
        return
      this.#waiting.delete(enter)
      this.#inside += weight
      enter()
    }
  }
}
