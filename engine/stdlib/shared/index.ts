/**
 * `shared`: values that all threads share. In Python every object is; in JavaScript only these are.
 *
 * Reading and writing is plain: `counter.value += 1` is a read, an addition and a write, with nothing to keep another
 * thread from coming between. Each method of a list or a dict is one step, as in Python.
 */
import type { SharedArray } from './array'
import type { DictContent } from './dict'
import { makeSharedArray } from './array'
import { SharedDict } from './dict'
import { SharedList } from './list'
import { SharedFloat, SharedInt } from './number'
import { SharedSet } from './set'

export type { SharedArray, SharedDict, SharedFloat, SharedInt, SharedList, SharedSet }

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

/**
 * A list that all threads share.
 *
 * @param items what it starts with; copied
 * @throws TypeError when an item can't cross to another thread, naming its path
 */
export function list<T>(items: Iterable<T> = []): SharedList<T> {
  return new SharedList(items)
}

/**
 * A dict that all threads share.
 *
 * @param content what it starts with, pairs or an object; copied
 * @throws TypeError for a key without a hash, and for a value that can't cross to another thread
 */
export function dict<K, V>(content?: Iterable<readonly [K, V]>): SharedDict<K, V>
export function dict<V>(content: Readonly<Record<string, V>>): SharedDict<string, V>
export function dict<K, V>(content: DictContent<K, V> = []): SharedDict<K, V> {
  return new SharedDict(content)
}

/** A dict with these keys, all of which have the same value, null if none is given: Python's `dict.fromkeys`. */
dict.fromkeys = <K, V = null>(keys: Iterable<K>, value: V = null as V): SharedDict<K, V> => new SharedDict(Array.from(keys, key => [key, value] as const))

/**
 * A set that all threads share.
 *
 * @param items what it starts with; copied
 * @throws TypeError for an item without a hash, as an object
 */
export function set<T>(items: Iterable<T> = []): SharedSet<T> {
  return new SharedSet(items)
}
