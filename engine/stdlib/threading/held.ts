/** Where a handle keeps what its `hold` gives: one object, so that a loop makes none. */
const HELD: unique symbol = Symbol('held')

/** What can be taken for the time of a block. */
interface Releasable {
  release: () => void
  [HELD]?: Disposable
}

/** What `hold` gives for `using`: at the end of the block it releases what was taken. */
class Held implements Disposable {
  readonly #primitive: Releasable

  constructor(primitive: Releasable) {
    this.#primitive = primitive
  }

  /** Releases it. */
  [Symbol.dispose](): void {
    this.#primitive.release()
  }
}

/** What releases a primitive that was taken. */
export function heldOf(primitive: Releasable): Disposable {
  return primitive[HELD] ??= new Held(primitive)
}
