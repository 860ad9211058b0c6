/** Reads a value that crossed from another thread. */
import type { AnyFunction } from './functions'
import { ValueTag } from '../protocol/value-layout'
import { crossingErrors, crossings, HIDDEN_MEMBERS, VIEWS } from './crossing-classes'
import * as errors from './errors'
import { functionNamed } from './functions'
import { handleOf } from './objects'

const utf8Decoder = new TextDecoder()

/** Reads one value. */
export class ValueReader {
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
