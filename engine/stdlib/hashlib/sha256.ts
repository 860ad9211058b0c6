/** SHA-256: FIPS 180-4. */

const K = new Uint32Array(64)
const INITIAL = new Uint32Array(8)

/** The first 32 bits of the fractional part. */
function fraction(value: number): number {
  return ((value - Math.floor(value)) * 2 ** 32) >>> 0
}

let found = 0
for (let candidate = 2; found < 64; candidate++) {
  let prime = true
  for (let divisor = 2; divisor * divisor <= candidate; divisor++)
    prime &&= candidate % divisor !== 0
  if (!prime)
    continue
  if (found < 8)
    INITIAL[found] = fraction(Math.sqrt(candidate))
  K[found++] = fraction(Math.cbrt(candidate))
}

const BLOCK_BYTES = 64

/** The state of a hash that bytes are fed to. */
export class Sha256 {
  readonly #state = INITIAL.slice()
  readonly #schedule = new Uint32Array(64)
  readonly #rest = new Uint8Array(BLOCK_BYTES)
  #restLength = 0
  #length = 0

  copy(): Sha256 {
    const copy = new Sha256()
    copy.#state.set(this.#state)
    copy.#rest.set(this.#rest)
    copy.#restLength = this.#restLength
    copy.#length = this.#length
    return copy
  }

  update(data: Uint8Array): void {
    this.#length += data.length
    let at = 0
    if (this.#restLength > 0) {
      at = Math.min(data.length, BLOCK_BYTES - this.#restLength)
      this.#rest.set(data.subarray(0, at), this.#restLength)
      this.#restLength += at
      if (this.#restLength < BLOCK_BYTES)
        return
      this.#block(this.#rest, 0)
      this.#restLength = 0
    }
    for (; at + BLOCK_BYTES <= data.length; at += BLOCK_BYTES)
      this.#block(data, at)
    this.#rest.set(data.subarray(at))
    this.#restLength = data.length - at
  }

  /** The hash of what was fed until now; 32 bytes. */
  digest(): Uint8Array {
    const end = this.copy()
    const padding = new Uint8Array((this.#restLength < 56 ? 56 : 120) - this.#restLength + 8)
    padding[0] = 0x80
    const view = new DataView(padding.buffer)
    view.setUint32(padding.length - 8, Math.floor(this.#length / 2 ** 29))
    view.setUint32(padding.length - 4, (this.#length << 3) >>> 0)
    end.update(padding)
    const digest = new DataView(new ArrayBuffer(32))
    end.#state.forEach((word, index) => digest.setUint32(index * 4, word))
    return new Uint8Array(digest.buffer)
  }

  #block(data: Uint8Array, at: number): void {
    const w = this.#schedule
    for (let i = 0; i < 16; i++, at += 4)
      w[i] = (data[at]! << 24) | (data[at + 1]! << 16) | (data[at + 2]! << 8) | data[at + 3]!
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15]!
      const y = w[i - 2]!
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
      w[i] = w[i - 16]! + s0 + w[i - 7]! + s1
    }
    const state = this.#state
    let a = state[0]! | 0
    let b = state[1]! | 0
    let c = state[2]! | 0
    let d = state[3]! | 0
    let e = state[4]! | 0
    let f = state[5]! | 0
    let g = state[6]! | 0
    let h = state[7]! | 0
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    state[0]! += a
    state[1]! += b
    state[2]! += c
    state[3]! += d
    state[4]! += e
    state[5]! += f
    state[6]! += g
    state[7]! += h
  }
}
