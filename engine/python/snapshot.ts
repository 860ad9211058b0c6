/**
 * The image of a started interpreter without the memory that nothing has used: half of it is zeros (the stack of C, and
 * what lies beyond the heap), which need not be kept, read and copied.
 *
 * Layout: the image's length, how many pieces there are, offset and length of each, all as 32-bit numbers; then their
 * bytes.
 */
import type { PyodideModule } from './pyodide-module'

const PAGE_BYTES = 65_536
/** Shorter runs of zeros are left in: the interpreter may have written there before the image comes. */
const SHORTEST_RUN_BYTES = 2 ** 20

interface Piece {
  at: number
  bytes: Uint8Array<ArrayBuffer>
}

/** An image, in pieces. */
export interface Snapshot {
  /** With its zeros. */
  byteLength: number
  pieces: Piece[]
}

/** Takes the long runs of zeros out of an image. */
export function packSnapshot(image: Uint8Array<ArrayBuffer>): Blob {
  const pieces: Piece[] = []
  let from = 0
  let zeros = 0
  for (let at = 0; at < image.length; at += PAGE_BYTES) {
    const page = image.subarray(at, at + PAGE_BYTES)
    if (page.every(byte => byte === 0)) {
      zeros += page.length
      continue
    }
    if (zeros >= SHORTEST_RUN_BYTES) {
      pieces.push({ at: from, bytes: image.subarray(from, at - zeros) })
      from = at
    }
    zeros = 0
  }
  const end = zeros >= SHORTEST_RUN_BYTES ? image.length - zeros : image.length
  pieces.push({ at: from, bytes: image.subarray(from, end) })
  const table = pieces.flatMap(({ at, bytes }) => [at, bytes.length])
  return new Blob([Uint32Array.of(image.length, pieces.length, ...table), ...pieces.map(({ bytes }) => bytes)])
}

/** The pieces of a packed image, which share its memory. */
export function unpackSnapshot(packed: ArrayBuffer): Snapshot {
  const [byteLength, count] = new Uint32Array(packed, 0, 2) as unknown as [number, number]
  const table = new Uint32Array(packed, 8, count * 2)
  let start = 8 + table.byteLength
  const pieces = Array.from({ length: count }, (_, piece) => {
    const [at, length] = table.subarray(piece * 2) as unknown as [number, number]
    const bytes = new Uint8Array(packed, start, length)
    start += length
    return { at, bytes }
  })
  return { byteLength, pieces }
}

/** Lets Pyodide read an image's header as always, and sets the memory from the pieces. */
export function restoreInPieces(module: PyodideModule, { pieces }: Snapshot): void {
  const { restoreSnapshot } = module.API
  module.API.restoreSnapshot = () => {
    const [first, ...rest] = pieces as [Piece, ...Piece[]]
    const headerBytes = new DataView(first.bytes.buffer, first.bytes.byteOffset).getUint32(4, true)
    const config = restoreSnapshot(first.bytes.slice(0, headerBytes))
    module.HEAP8.set(first.bytes.subarray(headerBytes))
    for (const { at, bytes } of rest)
      module.HEAP8.set(bytes, at - headerBytes)
    return config
  }
}
