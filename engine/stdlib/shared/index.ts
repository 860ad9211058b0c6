import type { SharedArray } from './array'
/**
 * `shared`: values that all threads share. In Python every object is; in JavaScript only these are.
 *
 * Reading and writing is plain: `counter.value += 1` is a read, an addition and a write, with nothing to keep another
 * thread from coming between.
 */
import { makeSharedArray } from './array'
import { SharedFloat, SharedInt } from './number'

export type { SharedArray, SharedFloat, SharedInt }

/** A whole number that all threads share; its value starts with the one given. */
export function int(value = 0): SharedInt {
  return new SharedInt(value)
}

/** A float that all threads share; its value starts with the one given. */
export function float(value = 0): SharedFloat {
  return new SharedFloat(value)
}

/**
 * An array of numbers that all threads share, of fixed length.
 *
 * @param content its length (it is filled with 0), or the numbers it starts with
 */
export function array(content: number | Iterable<number>): SharedArray {
  return makeSharedArray(content)
}
