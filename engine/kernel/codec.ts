/**
 * Values that cross between threads, as bytes in shared memory. A blocked worker receives no messages, so
 * arguments, queue items and results go this way and not by structured clone.
 *
 * What crosses: undefined, null, booleans, numbers, bigints, strings, arrays, plain objects, Map, Set, Date,
 * ArrayBuffer and its views, errors, top-level functions and classes, objects of standard classes that define how
 * (Counter, deque, …), and handles of shared objects. An instance of any other class would lose its methods.
 * Shared references and cycles inside one value are kept. Anything else is a TypeError that names the value's path.
 */
import { allocate, free } from './allocator'
import { RecursionError } from './errors'
import { bytes, words } from './memory'
import { translated } from './recursion'
import { ValueReader } from './value-reader'
import { ValueWriter } from './value-writer'

const writer = new ValueWriter()

/** @throws RecursionError for a value that is nested too deeply */
function write(value: unknown, role: string, toProcess: boolean): void {
  writer.begin(role, toProcess)
  try {
    writer.write(value)
  }
  catch (error) {
    throw translated(error) instanceof RecursionError
      ? new RecursionError('maximum recursion depth exceeded while pickling an object')
      : error
  }
}

/** Encodes a value in a buffer that the next call overwrites. */
function encode(value: unknown, role: string): Uint8Array {
  write(value, role, false)
  return writer.data.subarray(0, writer.at)
}

/**
 * Encodes a value in a buffer of its own.
 *
 * @param role the value's name in errors
 * @throws TypeError for a value that can't cross, naming its path
 */
export function encodeCopy(value: unknown, role: string): Uint8Array<ArrayBuffer> {
  return encode(value, role).slice() as Uint8Array<ArrayBuffer>
}

/**
 * Encodes a value for a process with its own memory.
 *
 * @param role the value's name in errors
 * @throws TypeError for a value that can't cross, naming its path; shared objects and primitives can't either
 */
export function encodeForProcess(value: unknown, role: string): Uint8Array<ArrayBuffer> {
  write(value, role, true)
  return writer.data.slice(0, writer.at)
}

/** Decodes a value. */
export function decode(data: Uint8Array<ArrayBuffer>): unknown {
  const reader = new ValueReader()
  reader.begin(data)
  return reader.read()
}

/** Puts the bytes of a value into shared memory; returns its address. */
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
 * @param role the value's name in errors, such as `args` or `item`
 * @returns its address; {@link takeValue} reads and frees it
 * @throws TypeError for a value that can't cross, naming its path
 */
export function putValue(value: unknown, role: string): number {
  return putBytes(encode(value, role))
}

/** Reads a value without freeing it. */
export function peekValue(address: number): unknown {
  return decode(copyBytes(address))
}

/** Reads a value and frees its memory. */
export function takeValue(address: number): unknown {
  const value = peekValue(address)
  free(address)
  return value
}
