/** Bodies that a program reads piece by piece. */

/** Most bytes of one piece, as on the TypeScript side. */
const PIECE_BYTES = 64 * 1024

/** The body of one response, of which the page sends a chunk each time it is asked. */
export class Stream {
  /** The event loop that gets the pieces; 0: a thread that waits for each. */
  readonly loop: number
  /** In a Controlled run: when its chunks are due. */
  readonly schedule: ChunkSchedule | undefined
  #rest = new Uint8Array(0)

  constructor(loop: number, schedule: ChunkSchedule | undefined) {
    this.loop = loop
    this.schedule = schedule
  }

  /** A chunk has come. */
  add(chunk: Uint8Array<ArrayBuffer>): void {
    this.#rest = chunk
  }

  /** The next piece of the chunk that came last; none when all of it was taken. */
  take(): Uint8Array<ArrayBuffer> | undefined {
    const piece = this.#rest.subarray(0, PIECE_BYTES)
    this.#rest = this.#rest.subarray(piece.length)
    return piece.length > 0 ? piece : undefined
  }
}

/**
 * The chunks of a body in a Controlled run. How a connection cuts a body differs each time, so all of it is fetched at
 * once, and cut as the deck's endpoint cuts it: evenly, over the time that the address says.
 */
export class ChunkSchedule {
  readonly #begin: number
  readonly #ms: number
  readonly #chunks: number
  #body = new Uint8Array(0)
  #sent = 0

  /** @param begin when the request was made, in milliseconds of the run's clock */
  constructor(url: string, begin: number) {
    this.#begin = begin
    this.#ms = numberIn(url, 'ms', 0)
    this.#chunks = Math.max(1, Math.min(numberIn(url, 'chunks', 1), numberIn(url, 'bytes', Infinity)))
  }

  /** When the next chunk is there; the head comes with the first. */
  get due(): number {
    return this.#begin + this.#ms * Math.min(1, (this.#sent + 1) / this.#chunks)
  }

  /** The whole body has arrived. */
  receive(body: Uint8Array<ArrayBuffer>): void {
    this.#body = body
  }

  /** Takes the next chunk; none when the body is over. */
  take(): Uint8Array<ArrayBuffer> | undefined {
    while (this.#sent < this.#chunks) {
      const from = Math.floor(this.#body.length * this.#sent / this.#chunks)
      this.#sent++
      const chunk = this.#body.subarray(from, Math.floor(this.#body.length * this.#sent / this.#chunks))
      if (chunk.length > 0)
        return chunk
    }
    return undefined
  }
}

/** A number that an address has as a parameter. */
export function numberIn(url: string, name: string, otherwise: number): number {
  const text = new RegExp(`[?&]${name}=(\\d+)`).exec(url)?.[1]
  return text === undefined ? otherwise : Number(text)
}
