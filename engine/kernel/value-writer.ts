/** Encodes a value that crosses to another thread as bytes. */
import { ValueTag } from '../protocol/value-layout'
import { CROSSING_PROTOTYPES, crossingNames, crossings, HIDDEN_MEMBERS, VIEWS } from './crossing-classes'
import { MemoryError } from './errors'
import { topLevelName } from './functions'
import { sharedIdentity } from './objects'
import { tracebackOf } from './traceback'
import { typeName } from './type-name'

/** The most bytes that one value may take. */
const MAX_BYTES = 64 * 1024 * 1024
const utf8Encoder = new TextEncoder()

/** The name of an exception's class, or of its nearest base class that other threads know. */
function knownClass(error: Error): string {
  for (let prototype: object | null = Object.getPrototypeOf(error); prototype; prototype = Object.getPrototypeOf(prototype)) {
    const name = topLevelName(prototype.constructor)
    if (name !== undefined)
      return name
  }
  return ''
}

/** Reuses its buffer from one value to the next. */
export class ValueWriter {
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
      throw new MemoryError(`a value of more than ${MAX_BYTES >> 20} MiB can't cross to another thread`)
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
