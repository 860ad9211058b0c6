/** Where a handle keeps the result of its `hold`: one object, so that a loop allocates none. */
const HELD: unique symbol = Symbol('held')

/** Anything that can be acquired for a block. */
interface Releasable {
  release: () => void
  [HELD]?: Disposable
}

/** Returned by `hold` for `using`: releases the primitive at the end of the block. */
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

/** The object that releases an acquired primitive. */
export function heldOf(primitive: Releasable): Disposable {
  return primitive[HELD] ??= new Held(primitive)
}
