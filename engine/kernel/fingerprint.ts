import { onFreshRun } from './fresh-run'
/**
 * Fingerprints that show whether plain data has changed: arrays, objects, Map, Set, dates, typed arrays, instances of the
 * program's classes and their `#private` fields. Objects shared by threads, and those of the standard modules, count only
 * by identity.
 */
import { topLevelName } from './functions'
import { IDENTITY, Subject } from './objects'

/** The greatest depth that is compared. */
const MAX_DEPTH = 100
/** The most elements of a typed array to compare; a longer one is sampled evenly. */
const MAX_ELEMENTS = 16_384

const float = new Float64Array(1)
const floatWords = new Int32Array(float.buffer)

type FieldReader = (object: object) => unknown[]

const privateFields = new Map<unknown, FieldReader>()

/** Registers how to read the `#private` fields of a class's objects, and of the class itself. */
export function registerPrivateFields(constructor: unknown, read: FieldReader): void {
  privateFields.set(constructor, read)
}

/** Standard classes whose objects hold plain data that threads do not share. */
const plainClasses = new Set<unknown>()

/** Includes the objects of a standard class. */
export function registerPlainClass(constructor: unknown): void {
  plainClasses.add(constructor)
}

/** Computes fingerprints, within a budget of values. */
export class Fingerprints {
  #left: number
  readonly #budget: number
  #hash = 0
  readonly #seen = new Map<object, number>()

  /** @param budget the most values to read */
  constructor(budget: number) {
    this.#left = this.#budget = budget
  }

  /** The number of values read so far. */
  get looked(): number {
    return this.#budget - this.#left
  }

  /** The fingerprint of a variable's value. */
  of(value: unknown): number {
    this.#hash = 17
    this.#seen.clear()
    if (typeof value === 'function')
      this.#statics(value, 0)
    else
      this.#value(value, 0)
    return this.#hash
  }

  #mix(word: number): void {
    this.#hash = (Math.imul(this.#hash ^ word, 0x9E3779B1) ^ (this.#hash >>> 15)) | 0
  }

  #value(value: unknown, depth: number): void {
    switch (typeof value) {
      case 'number':
        float[0] = value
        this.#mix(floatWords[0]!)
        return this.#mix(floatWords[1]!)
      case 'string':
        return this.#text(value)
      case 'boolean':
        return this.#mix(value ? 3 : 2)
      case 'bigint':
        return this.#text(value.toString())
      case 'object':
        return value === null ? this.#mix(5) : this.#object(value, depth)
      default:
        return this.#mix(7)
    }
  }

  #text(text: string): void {
    this.#mix(text.length)
    const end = Math.min(text.length, this.#left)
    for (let at = 0; at < end; at++)
      this.#mix(text.charCodeAt(at))
    this.#left -= end >> 3
  }

  #object(object: object, depth: number): void {
    const before = this.#seen.get(object)
    if (before !== undefined)
      return this.#mix(before)
    this.#seen.set(object, this.#seen.size)
    if (depth > MAX_DEPTH || isOpaque(object))
      return this.#mix(11)
    if (Array.isArray(object)) {
      this.#mix(object.length)
      for (let index = 0; index < object.length && this.#left-- > 0; index++)
        this.#value(object[index], depth + 1)
    }
    else if (object instanceof Map) {
      this.#mix(object.size)
      for (const [key, value] of object) {
        if (this.#left-- <= 0)
          break
        this.#value(key, depth + 1)
        this.#value(value, depth + 1)
      }
    }
    else if (object instanceof Set) {
      this.#mix(object.size)
      for (const value of object) {
        if (this.#left-- <= 0)
          break
        this.#value(value, depth + 1)
      }
    }
    else if (object instanceof Date) {
      this.#value(object.getTime(), depth)
    }
    else if (ArrayBuffer.isView(object)) {
      this.#elements(object)
      return
    }
    this.#fields(object, depth)
    for (let prototype: object | null = Object.getPrototypeOf(object); prototype && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype))
      this.#privateFields(prototype.constructor, object, depth)
  }

  #elements(view: ArrayBufferView): void {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    const step = Math.max(1, Math.floor(bytes.length / MAX_ELEMENTS))
    for (let at = 0; at < bytes.length; at += step)
      this.#mix(bytes[at]!)
    this.#left -= Math.min(bytes.length, MAX_ELEMENTS) >> 3
  }

  /** Own data properties; no getter is called. */
  #fields(object: object, depth: number): void {
    if (Array.isArray(object))
      return
    for (const key of Object.keys(object)) {
      if (this.#left-- <= 0)
        return
      const descriptor = Object.getOwnPropertyDescriptor(object, key)
      if (!descriptor || !('value' in descriptor))
        continue
      this.#text(key)
      this.#value(descriptor.value, depth + 1)
    }
  }

  #statics(value: object, depth: number): void {
    this.#seen.set(value, 0)
    this.#fields(value, depth)
    this.#privateFields(value, value, depth)
  }

  #privateFields(constructor: unknown, object: object, depth: number): void {
    for (const value of privateFields.get(constructor)?.(object) ?? []) {
      this.#left--
      this.#value(value, depth + 1)
    }
  }
}

/** Whether an object is shared by all threads, or an internal object of the standard modules. */
function isOpaque(object: object): boolean {
  if (object instanceof Subject || IDENTITY in object)
    return true
  if (ArrayBuffer.isView(object))
    return object.buffer instanceof SharedArrayBuffer
  for (let prototype: object | null = Object.getPrototypeOf(object); prototype && prototype !== Object.prototype; prototype = Object.getPrototypeOf(prototype)) {
    const { constructor } = prototype
    if (plainClasses.has(constructor))
      return false
    if (topLevelName(constructor)?.includes('.'))
      return true
  }
  return false
}

onFreshRun(() => privateFields.clear())
