/** Globals that `using` needs, for browsers that lack them: ECMAScript's `SuppressedError` and `DisposableStack`. */

/** An error raised while another one was propagating. */
class SuppressedErrorOfOurs extends Error {
  override readonly name = 'SuppressedError'
  readonly error: unknown
  readonly suppressed: unknown

  constructor(raised: unknown, suppressed: unknown, message = '') {
    super(message)
    this.error = raised
    this.suppressed = suppressed
  }
}

/** Disposes its resources in reverse order. */
export class DisposableStackOfOurs implements DisposableStack {
  #disposals: (() => void)[] = []
  #disposed = false
  readonly [Symbol.toStringTag] = 'DisposableStack'

  get disposed(): boolean {
    return this.#disposed
  }

  #requireOpen(): void {
    if (this.#disposed)
      throw new ReferenceError('DisposableStack has been disposed')
  }

  #add(disposal: () => void): void {
    this.#requireOpen()
    this.#disposals.push(disposal)
  }

  use<T extends Disposable | null | undefined>(value: T): T {
    if (value === null || value === undefined) {
      this.#add(() => {})
      return value
    }
    const dispose = value[Symbol.dispose] as unknown
    if (typeof dispose !== 'function')
      throw new TypeError('the value is not disposable')
    this.#add(() => void dispose.call(value))
    return value
  }

  adopt<T>(value: T, onDispose: (value: T) => void): T {
    this.#add(() => onDispose(value))
    return value
  }

  defer(onDispose: () => void): void {
    this.#add(onDispose)
  }

  move(): DisposableStackOfOurs {
    const moved = new DisposableStackOfOurs()
    this.#requireOpen()
    moved.#disposals = this.#disposals
    this.#disposals = []
    this.#disposed = true
    return moved
  }

  dispose(): void {
    if (this.#disposed)
      return
    this.#disposed = true
    const disposals = this.#disposals
    this.#disposals = []
    let failure: { error: unknown } | undefined
    for (const dispose of disposals.reverse()) {
      try {
        dispose()
      }
      catch (error) {
        failure = { error: failure ? new SuppressedErrorOfOurs(error, failure.error) : error }
      }
    }
    if (failure)
      throw failure.error
  }

  [Symbol.dispose](): void {
    this.dispose()
  }
}

function provide(on: object, name: string, value: unknown): void {
  if (!(name in on))
    Object.defineProperty(on, name, { value, writable: on === globalThis, configurable: on === globalThis })
}

provide(globalThis, 'SuppressedError', SuppressedErrorOfOurs)
provide(globalThis, 'DisposableStack', DisposableStackOfOurs)
