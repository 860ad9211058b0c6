import { ValueError } from '../../kernel/errors'
import { floats, words } from '../../kernel/memory'
import { placeObject, registerKind } from '../../kernel/objects'
import { watched } from '../../kernel/watched-array'

/** A fixed-length array of numbers that all threads share, read and written by index. */
export type SharedArray = Float64Array

/** Words before the items: their number, and padding to an even address. */
const HEADER_WORDS = 2

const kind = registerKind('SharedArray', address =>
  watched(new Float64Array(floats.buffer, (address + HEADER_WORDS) * 4, words[address]), address))

/**
 * Creates a shared array.
 *
 * @throws ValueError for a negative or fractional length
 */
export function makeSharedArray(content: number | Iterable<number>): SharedArray {
  const items = typeof content === 'number' ? undefined : Float64Array.from(content)
  const length = typeof content === 'number' ? content : items!.length
  if (!Number.isSafeInteger(length) || length < 0)
    throw new ValueError('the length of a shared.array must be a whole number, 0 or more')
  return placeObject(kind, HEADER_WORDS + 2 * length, (address) => {
    words[address] = length
    if (items)
      floats.set(items, (address + HEADER_WORDS) / 2)
  }) as SharedArray
}
