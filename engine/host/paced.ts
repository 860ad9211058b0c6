/** How much of a frame the work may take, in milliseconds. */
const BUDGET_MS = 3
/** A hidden page gets no animation frames: then work goes on after this many milliseconds. */
const PATIENCE_MS = 100

/**
 * Runs work in order, at once while the frame has time for it and in the next frames otherwise. A burst of messages would
 * otherwise keep the page from drawing until it is over.
 */
export class Paced {
  #queue: (() => void)[] = []
  #spent = 0
  #frame = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Runs it now, or once all earlier work is done and there is time. */
  do(work: () => void): void {
    this.#queue.push(work)
    this.#run()
  }

  /** Runs all that is left, however long it takes. */
  flush(): void {
    for (let work = this.#queue.shift(); work; work = this.#queue.shift())
      work()
  }

  /** Drops what is left. */
  clear(): void {
    this.#queue = []
  }

  #run(): void {
    while (this.#spent < BUDGET_MS) {
      const work = this.#queue.shift()
      if (!work)
        break
      const begin = performance.now()
      work()
      this.#spent += performance.now() - begin
    }
    this.#awaitFrame()
  }

  #awaitFrame(): void {
    if (this.#frame !== 0 || this.#spent === 0)
      return
    this.#frame = requestAnimationFrame(() => this.#next())
    this.#timer = setTimeout(() => this.#next(), PATIENCE_MS)
  }

  #next(): void {
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#timer)
    this.#frame = 0
    this.#spent = 0
    this.#run()
  }
}
