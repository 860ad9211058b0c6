/** Lets in a limited number at a time; the others wait in their order. */
export class Gate {
  readonly #limit: number
  #inside = 0
  readonly #waiting = new Set<() => void>()

  constructor(limit: number) {
    this.#limit = limit
  }

  /**
   * Resolves once there is room. Each entry is ended by one {@link leave}.
   *
   * @throws the signal's reason when it is aborted before there is room: nothing is to be left then
   */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#inside < this.#limit) {
      this.#inside++
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const giveUp = (): void => {
      this.#waiting.delete(resolve)
      reject(signal.reason)
    }
    this.#waiting.add(resolve)
    signal.addEventListener('abort', giveUp, { once: true })
    await promise
    signal.removeEventListener('abort', giveUp)
  }

  /** Makes room, for the one that has waited longest. */
  leave(): void {
    const [next] = this.#waiting
    if (!next) {
      this.#inside--
      return
    }
    this.#waiting.delete(next)
    next()
  }
}
