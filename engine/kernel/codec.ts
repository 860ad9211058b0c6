/**
 * Values that cross between threads, as bytes in shared memory. A blocked worker receives no messages, so
 * arguments, queue items and results go this way and not by structured clone.
 *
 * What crosses: undefined, null, booleans, numbers, bigints, strings, arrays, plain objects, Map, Set, Date,
 * ArrayBuffer and its views, errors, top-level functions and classes, objects of standard modules' classes that say how
 * (Counter, deque, …), and handles of shared objects. An instance of any other class would lose its methods.
 * Shared references and cycles inside one value are kept. Anything else is a TypeError that names its path.
 */
import type { AnyFunction } from './functions'
import { ValueTag } from '../protocol/value-layout'
import { allocate, free } from './allocator'
import * as errors from './errors'
import { functionNamed, topLevelName } from './functions'
import { bytes, words } from './memory'
import { handleOf, sharedIdentity } from './objects'
import { translated } from './recursion'
import { tracebackOf } from './traceback'
import { typeName } from './type-name'

const VIEWS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
] as const

/** Most bytes that one value may take. */
const MAX_BYTES = 64 * 1024 * 1024
const utf8Encoder = new TextEncoder()
const utf8Decoder = new TextDecoder()

/** What an exception has of its own beside its fields; nobody enumerates it. */
const HIDDEN_MEMBERS = ['cause', 'args', 'notes'] as const

const crossingErrors = new Map<string, unknown>()

/** Makes an exception class of a standard module known, so that its instances keep their class when they cross. */
export function registerErrorClass(errorClass: { readonly name: string }): void {
  crossingErrors.set(errorClass.name, errorClass)
}

/** How objects of a standard module's class cross: by parts that can. */
interface Crossing<T> {
  /** An object without its parts; none where the parts say which object is meant. */
  make?: () => T
  /** The parts, each with the step to it in the path that an error names. */
  parts: (value: T) => (readonly [step: string, part: unknown])[]
  /** The object with its parts, in the order of {@link parts}. */
  fill: (made: T, parts: unknown[]) => T
}

const crossings = new Map<string, Crossing<object>>()
const crossingNames = new Map<object, string>()

/**
 * Lets objects of a standard module's class cross to other threads as what they are. Objects of derived classes are
 * refused.
 */
export function registerCrossingClass<T extends object>(crossingClass: { readonly name: string, readonly prototype: T }, crossing: Crossing<T>): void {
  crossings.set(crossingClass.name, crossing as unknown as Crossing<object>)
  crossingNames.set(crossingClass.prototype, crossingClass.name)
}

/** Classes of JavaScript whose objects cross; those of derived classes would lose their methods. */
const CROSSING_PROTOTYPES = new Set<object>([Array, Map, Set, Date, ArrayBuffer, ...VIEWS].map(it => it.prototype as object))

/** The name of an exception's class, or of the nearest one that it derives from and other threads know. */
function knownClass(error: Error): string {
  for (let prototype: object | null = Object.getPrototypeOf(error); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const name = topLevelName(prototype.constructor)
    if (name !== undefined)
      return name
  }
  return ''
}

class Writer {
  data = new Uint8Array(1024)
  view = new DataView(this.data.buffer)
  at = 0
  readonly seen = new Map<object, number>()
  readonly path: (string | number)[] = []
  private toProcess = false

  begin(root: string, toProcess = false): void {
    this.toProcess = toProcess
    this.at = 0
    this.seen.clear()
    this.path.length = 0
    this.path.push(root)
  }

  private grow(count: number): void {
    if (this.at + count <= this.data.length)
      return
    if (this.at + count > MAX_BYTES)
      throw new errors.MemoryError(`a value of more than ${MAX_BYTES >> 20} MiB can't cross to another thread`)
    const larger = new Uint8Array(Math.max(this.data.length * 2, this.at + count))
    larger.set(this.data.subarray(0, this.at))
    this.data = larger
    this.view = new DataView(larger.buffer)
  }

  private byte(value: number): void {
    this.grow(1)
    this.data[this.at++] = value
  }

  private int(value: number): void {
    this.grow(4)
    this.view.setInt32(this.at, value, true)
    this.at += 4
  }

  private float(value: number): void {
    this.grow(8)
    this.view.setFloat64(this.at, value, true)
    this.at += 8
  }

  private raw(data: Uint8Array): void {
    this.int(data.length)
    this.grow(data.length)
    this.data.set(data, this.at)
    this.at += data.length
  }

  private string(value: string): void {
    this.grow(4 + value.length * 3)
    const { written } = utf8Encoder.encodeInto(value, this.data.subarray(this.at + 4))
    this.view.setInt32(this.at, written, true)
    this.at += 4 + written
  }

  private inside(step: string | number, value: unknown): void {
    this.path.push(step)
    this.write(value)
    this.path.pop()
  }

  private refuse(what: string, advice = ''): never {
    throw new TypeError(`${this.path.join('')} can't cross to another thread: it is ${what}. What can: plain data, Map, Set, `
      + `Date, typed arrays, errors, top-level functions, and the primitives and shared objects of the standard modules.${advice}`)
  }

  write(value: unknown): void {
    switch (typeof value) {
      case 'undefined':
        return this.byte(ValueTag.Undefined)
      case 'boolean':
        return this.byte(value ? ValueTag.True : ValueTag.False)
      case 'number':
        if ((value | 0) === value && !Object.is(value, -0)) {
          this.byte(ValueTag.Int)
          return this.int(value)
        }
        this.byte(ValueTag.Float)
        return this.float(value)
      case 'bigint':
        this.byte(ValueTag.BigInt)
        return this.string(value.toString())
      case 'string':
        this.byte(ValueTag.String)
        return this.string(value)
      case 'function': {
        const name = topLevelName(value)
        if (name === undefined)
          this.refuse(value.name ? `the closure '${value.name}'` : 'a closure')
        this.byte(ValueTag.Function)
        return this.string(name)
      }
      case 'symbol':
        return this.refuse('a symbol', ' As a mark for the end of a queue take null, or shut the queue down.')
      case 'object':
        return value === null ? this.byte(ValueTag.Null) : this.object(value)
    }
  }

  private object(value: object): void {
    const back = this.seen.get(value)
    if (back !== undefined) {
      this.byte(ValueTag.Back)
      return this.int(back)
    }
    this.seen.set(value, this.seen.size)
    const shared = sharedIdentity(value)
    if (shared) {
      if (this.toProcess)
        throw new TypeError(`cannot pickle '${typeName(value)}' object: ${this.path.join('')} is shared by the threads of one process, and another process has a memory of its own`)
      this.byte(ValueTag.Handle)
      this.int(shared.kind)
      this.int(shared.address)
      return
    }
    const prototype: object | null = Object.getPrototypeOf(value)
    const crossing = prototype ? crossingNames.get(prototype) : undefined
    if (crossing !== undefined) {
      this.instance(value, crossing)
    }
    else if (value instanceof Error) {
      this.error(value)
    }
    else if (prototype === null || prototype === Object.prototype) {
      this.plain(value)
    }
    else if (!CROSSING_PROTOTYPES.has(prototype)) {
      this.refuse(`an instance of ${value.constructor?.name || 'a class'}`, ' Give its fields, or a key under which each thread finds its own in a Map of the module; what changes in it must be a shared object.')
    }
    else if (Array.isArray(value)) {
      this.byte(ValueTag.Array)
      this.int(value.length)
      for (let i = 0; i < value.length; i++)
        this.inside(`[${i}]`, value[i])
    }
    else if (value instanceof Map) {
      this.byte(ValueTag.Map)
      this.int(value.size)
      for (const [key, item] of value) {
        this.inside('.keys()', key)
        this.inside(`.get(${String(key)})`, item)
      }
    }
    else if (value instanceof Set) {
      this.byte(ValueTag.Set)
      this.int(value.size)
      for (const item of value)
        this.inside('.values()', item)
    }
    else if (value instanceof Date) {
      this.byte(ValueTag.Date)
      this.float(value.getTime())
    }
    else if (value instanceof ArrayBuffer) {
      this.byte(ValueTag.Buffer)
      this.raw(new Uint8Array(value))
    }
    else if (ArrayBuffer.isView(value)) {
      this.byte(ValueTag.View)
      this.byte(VIEWS.findIndex(view => value instanceof view))
      this.raw(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    }
  }

  private instance(value: object, name: string): void {
    this.byte(ValueTag.Instance)
    this.string(name)
    const parts = crossings.get(name)!.parts(value)
    this.int(parts.length)
    for (const [step, part] of parts)
      this.inside(step, part)
  }

  private error(value: Error): void {
    this.byte(ValueTag.Error)
    this.string(knownClass(value))
    this.string(value.name)
    this.string(value.message)
    this.string(tracebackOf(value))
    const own = Object.entries(value).filter(([key]) => key !== 'name')
    for (const key of HIDDEN_MEMBERS) {
      if (Object.hasOwn(value, key) && value[key] !== undefined)
        own.push([key, value[key]])
    }
    this.int(own.length)
    for (const [key, item] of own) {
      this.string(key)
      this.inside(`.${key}`, item)
    }
  }

  private plain(value: object): void {
    const entries = Object.entries(value)
    this.byte(ValueTag.Object)
    this.int(entries.length)
    for (const [key, item] of entries) {
      this.string(key)
      this.inside(`.${key}`, item)
    }
  }
}

class Reader {
  data = new Uint8Array(0)
  view = new DataView(this.data.buffer)
  at = 0
  seen: unknown[] = []

  begin(data: Uint8Array<ArrayBuffer>): void {
    this.data = data
    this.view = new DataView(data.buffer)
    this.at = 0
    this.seen = []
  }

  private int(): number {
    this.at += 4
    return this.view.getInt32(this.at - 4, true)
  }

  private float(): number {
    this.at += 8
    return this.view.getFloat64(this.at - 8, true)
  }

  private raw(): Uint8Array {
    const length = this.int()
    this.at += length
    return this.data.subarray(this.at - length, this.at)
  }

  private string(): string {
    return utf8Decoder.decode(this.raw())
  }

  private remember<T>(value: T): T {
    this.seen.push(value)
    return value
  }

  read(): unknown {
    const tag: ValueTag = this.data[this.at++]!
    switch (tag) {
      case ValueTag.Undefined: return undefined
      case ValueTag.Null: return null
      case ValueTag.True: return true
      case ValueTag.False: return false
      case ValueTag.Int: return this.int()
      case ValueTag.Float: return this.float()
      case ValueTag.BigInt: return BigInt(this.string())
      case ValueTag.String: return this.string()
      case ValueTag.Function: return this.function()
      case ValueTag.Back: return this.seen[this.int()]
      case ValueTag.Handle: return this.remember(handleOf(this.int(), this.int()))
      case ValueTag.Date: return this.remember(new Date(this.float()))
      case ValueTag.Buffer: return this.remember(this.raw().slice().buffer)
      case ValueTag.View: return this.viewOf()
      case ValueTag.Array: return this.array()
      case ValueTag.Object: return this.entries(this.remember<Record<string, unknown>>({}))
      case ValueTag.Map: return this.map()
      case ValueTag.Set: return this.set()
      case ValueTag.Error: return this.error()
      case ValueTag.Instance: return this.instance()
    }
  }

  private function(): AnyFunction {
    const name = this.string()
    const found = functionNamed(name)
    if (!found)
      throw new errors.RuntimeError(`the module has no top-level function '${name}' in this thread`)
    return found
  }

  private viewOf(): unknown {
    const view = VIEWS[this.data[this.at++]!]!
    const slot = this.seen.push(undefined) - 1
    const { buffer } = this.raw().slice()
    return this.seen[slot] = new (view as new (buffer: ArrayBuffer) => ArrayBufferView)(buffer)
  }

  private array(): unknown[] {
    const length = this.int()
    const result = this.remember<unknown[]>(Array.from({ length }))
    for (let i = 0; i < length; i++)
      result[i] = this.read()
    return result
  }

  private map(): Map<unknown, unknown> {
    const result = this.remember(new Map<unknown, unknown>())
    for (let left = this.int(); left > 0; left--) {
      const key = this.read()
      result.set(key, this.read())
    }
    return result
  }

  private set(): Set<unknown> {
    const result = this.remember(new Set<unknown>())
    for (let left = this.int(); left > 0; left--)
      result.add(this.read())
    return result
  }

  private instance(): object {
    const { make, fill } = crossings.get(this.string())!
    const made = make?.() as object
    const slot = this.seen.push(made) - 1
    const parts = Array.from({ length: this.int() }, () => this.read())
    return this.seen[slot] = fill(made, parts)
  }

  private entries<T extends object>(target: T): T {
    for (let left = this.int(); left > 0; left--) {
      const key = this.string()
      Object.defineProperty(target, key, { value: this.read(), writable: true, enumerable: true, configurable: true })
    }
    return target
  }

  private error(): Error {
    const slot = this.seen.push(undefined) - 1
    const userClass = functionNamed(this.string())
    const name = this.string()
    const message = this.string()
    const stack = this.string()
    const known: unknown = userClass ?? (errors as Record<string, unknown>)[name] ?? crossingErrors.get(name)
      ?? (globalThis as Record<string, unknown>)[name]
    const prototype: object = typeof known === 'function' && known.prototype instanceof Error ? known.prototype as object : Error.prototype
    const result = Object.create(prototype) as Error
    this.seen[slot] = result
    for (const [key, value] of [['message', message], ['name', name], ['stack', stack]])
      Object.defineProperty(result, key!, { value, writable: true, enumerable: false, configurable: true })
    this.entries(result)
    for (const key of HIDDEN_MEMBERS) {
      if (Object.hasOwn(result, key))
        Object.defineProperty(result, key, { enumerable: false })
    }
    return result
  }
}

const writer = new Writer()

/** @throws RecursionError for a value that is nested too deeply */
function write(value: unknown, role: string, toProcess: boolean): void {
  writer.begin(role, toProcess)
  try {
    writer.write(value)
  }
  catch (error) {
    throw translated(error) instanceof errors.RecursionError
      ? new errors.RecursionError('maximum recursion depth exceeded while pickling an object')
      : error
  }
}

/** A value as bytes, in a buffer that the next call overwrites. */
function encode(value: unknown, role: string): Uint8Array {
  write(value, role, false)
  return writer.data.subarray(0, writer.at)
}

/**
 * A value as bytes of its own.
 *
 * @param role how an error calls the value
 * @throws TypeError for what can't cross, naming its path
 */
export function encodeCopy(value: unknown, role: string): Uint8Array<ArrayBuffer> {
  return encode(value, role).slice() as Uint8Array<ArrayBuffer>
}

/**
 * A value as bytes for a process with a memory of its own.
 *
 * @param role how an error calls the value
 * @throws TypeError for what can't cross, naming its path; shared objects and primitives can't either
 */
export function encodeForProcess(value: unknown, role: string): Uint8Array<ArrayBuffer> {
  write(value, role, true)
  return writer.data.slice(0, writer.at)
}

/** The value that bytes mean. */
export function decode(data: Uint8Array<ArrayBuffer>): unknown {
  const reader = new Reader()
  reader.begin(data)
  return reader.read()
}

/** Puts the bytes of a value into shared memory; gives its address. */
export function putBytes(data: Uint8Array): number {
  const address = allocate(1 + ((data.length + 3) >>> 2))
  words[address] = data.length
  bytes.set(data, (address + 1) * 4)
  return address
}

/** The bytes of a value in shared memory. */
export function copyBytes(address: number): Uint8Array<ArrayBuffer> {
  const start = (address + 1) * 4
  return bytes.slice(start, start + words[address]!) as Uint8Array<ArrayBuffer>
}

/**
 * Puts a value into shared memory.
 *
 * @param role how an error calls the value, as `args` or `item`
 * @returns its address; {@link takeValue} reads and frees it
 * @throws TypeError for what can't cross, naming its path
 */
export function putValue(value: unknown, role: string): number {
  return putBytes(encode(value, role))
}

/** Reads a value that stays in shared memory. */
export function peekValue(address: number): unknown {
  return decode(copyBytes(address))
}

/** Reads a value and frees its memory. */
export function takeValue(address: number): unknown {
  const value = peekValue(address)
  free(address)
  return value
}
