/**
 * `shared`: values that all threads share. In Python every object is shared; in JavaScript only these are.
 *
 * Reads and writes are plain: `counter.value += 1` is a read, an addition and a write, and another thread may come in
 * between. Each method of a list or a dict is atomic, as in Python.
 */
import type { SharedArray } from './array'
import type { DictContent } from './dict'
import { makeSharedArray } from './array'
import { SharedDict } from './dict'
import { SharedList } from './list'
import { SharedFloat, SharedInt } from './number'
import { SharedSet } from './set'

export type { SharedArray, SharedDict, SharedFloat, SharedInt, SharedList, SharedSet }

/** A whole number that all threads share, with its initial value. */
export function int(value = 0): SharedInt {
  return new SharedInt(value)
}

/** A float that all threads share, with its initial value. */
export function float(value = 0): SharedFloat {
  return new SharedFloat(value)
}

/**
 * A fixed-length array of numbers that all threads share.
 *
 * @param content its length (it is filled with 0), or its initial numbers
 */
export function array(content: number | Iterable<number>): SharedArray {
  return makeSharedArray(content)
}

/**
 * A list that all threads share.
 *
 * @param items its initial content; copied
 * @throws TypeError when an item can't cross to another thread, naming its path
 */
export function list<T>(items: Iterable<T> = []): SharedList<T> {
  return new SharedList(items)
}

/**
 * A dict that all threads share.
 *
 * @param content its initial content, pairs or an object; copied
 * @throws TypeError for a key without a hash, and for a value that can't cross to another thread
 */
export function dict<K, V>(content?: Iterable<readonly [K, V]>): SharedDict<K, V>
export function dict<V>(content: Readonly<Record<string, V>>): SharedDict<string, V>
export function dict<K, V>(content: DictContent<K, V> = []): SharedDict<K, V> {
  return new SharedDict(content)
}

/** A dict with these keys, all with the same value, by default null: Python's `dict.fromkeys`. */
dict.fromkeys = <K, V = null>(keys: Iterable<K>, value: V = null as V): SharedDict<K, V> => new SharedDict(Array.from(keys, key => [key, value] as const))

/**
 * A set that all threads share.
 *
 * @param items its initial content; copied
 * @throws TypeError for an unhashable item, such as an object
 */
export function set<T>(items: Iterable<T> = []): SharedSet<T> {
  return new SharedSet(items)
}
