import type { PyodideModule } from '../../../engine/python/pyodide-module'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { packSnapshot, restoreInPieces, unpackSnapshot } from '../../../engine/python/snapshot'

const HEADER_BYTES = 128
const MEBIBYTE = 2 ** 20

/** An image as Pyodide makes it, of a memory in which some bytes are set. */
function imageOf(memoryBytes: number, bytes: Record<number, number>): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(HEADER_BYTES + memoryBytes)
  new DataView(image.buffer).setUint32(4, HEADER_BYTES, true)
  for (const [at, byte] of Object.entries(bytes))
    image[HEADER_BYTES + Number(at)] = byte
  return image
}

/** What Pyodide's own way of restoring would see, and the memory afterwards. */
async function restored(packed: Blob): Promise<{ header: Uint8Array, memory: Uint8Array }> {
  const snapshot = unpackSnapshot(await packed.arrayBuffer())
  const memory = new Int8Array(snapshot.byteLength - HEADER_BYTES)
  let header = new Uint8Array()
  const restoreSnapshot = (image: Uint8Array): string => {
    header = image.slice()
    return 'config'
  }
  const module = { HEAP8: memory, API: { restoreSnapshot } } as unknown as PyodideModule
  restoreInPieces(module, snapshot)
  expect(module.API.restoreSnapshot(new Uint8Array())).toBe('config')
  return { header, memory: new Uint8Array(memory.buffer) }
}

describe('the image of an interpreter', () => {
  it.each([
    ['zeros in the middle and at the end', { 0: 1, 5: 2, [6 * MEBIBYTE + 17]: 3, [7 * MEBIBYTE]: 4 }],
    ['zeros at the beginning', { [11 * MEBIBYTE]: 9, [12 * MEBIBYTE - 1]: 8 }],
    ['nothing but zeros', {}],
    ['no long run of zeros', Object.fromEntries(Array.from({ length: 24 }, (_, half) => [half * MEBIBYTE / 2, half + 1]))],
  ])('comes back as it was: %s', async (_, bytes) => {
    const image = imageOf(12 * MEBIBYTE, bytes)
    const { header, memory } = await restored(packSnapshot(image))
    expect(header).toEqual(image.subarray(0, HEADER_BYTES))
    expect(Buffer.compare(memory, image.subarray(HEADER_BYTES))).toBe(0)
  })

  it('is kept without its long runs of zeros', () => {
    const image = imageOf(12 * MEBIBYTE, { 0: 1, [10 * MEBIBYTE]: 1 })
    expect(packSnapshot(image).size).toBeLessThan(MEBIBYTE)
  })
})
