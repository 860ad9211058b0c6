/** The Mersenne Twister, seeded and read as in CPython (Modules/_randommodule.c): the same seed gives the same numbers. */

const N = 624
const M = 397
const UPPER = 0x80000000
const LOWER = 0x7FFFFFFF
const MATRIX_A = 0x9908B0DF

/** A generator of 32-bit words. */
export class MersenneTwister {
  readonly #state = new Uint32Array(N)
  #index = N

  /** @param key the seed's absolute value in 32-bit words, lowest first; at least one word */
  seed(key: readonly number[]): void {
    const state = this.#state
    this.#fill(19650218)
    let i = 1
    let j = 0
    const next = (): void => {
      i++
      if (i >= N) {
        state[0] = state[N - 1]!
        i = 1
      }
    }
    for (let k = Math.max(N, key.length); k > 0; k--) {
      const previous = state[i - 1]!
      state[i] = (state[i]! ^ Math.imul(previous ^ (previous >>> 30), 1664525)) + key[j]! + j
      next()
      j = (j + 1) % key.length
    }
    for (let k = N - 1; k > 0; k--) {
      const previous = state[i - 1]!
      state[i] = (state[i]! ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - i
      next()
    }
    state[0] = UPPER
    this.#index = N
  }

  #fill(value: number): void {
    const state = this.#state
    state[0] = value
    for (let i = 1; i < N; i++) {
      const previous = state[i - 1]!
      state[i] = Math.imul(previous ^ (previous >>> 30), 1812433253) + i
    }
  }

  /** The next 32 bits. */
  next(): number {
    if (this.#index >= N)
      this.#twist()
    let y = this.#state[this.#index++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9D2C5680
    y ^= (y << 15) & 0xEFC60000
    y ^= y >>> 18
    return y >>> 0
  }

  #twist(): void {
    const state = this.#state
    for (let k = 0; k < N; k++) {
      const y = (state[k]! & UPPER) | (state[(k + 1) % N]! & LOWER)
      state[k] = state[(k + M) % N]! ^ (y >>> 1) ^ (y & 1 ? MATRIX_A : 0)
    }
    this.#index = 0
  }
}
