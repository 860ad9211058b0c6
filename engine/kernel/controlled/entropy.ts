/** In a Controlled run random numbers and times follow from its seed and its clock. */
import { Control } from '../../protocol/baton-layout'
import { randomNumbers } from '../../protocol/random-numbers'
import { current } from '../current'
import { now } from './clock'
import { control } from './notes'

/** When every Controlled run begins: 2026-01-01, 00:00 UTC, in milliseconds since 1970. */
const BEGIN = Date.UTC(2026, 0, 1)

/** The machine's own clock, in milliseconds. */
export const wallClock = performance.now.bind(performance)

let next = randomNumbers(0)

/** Begins the sequence of this worker in a run. */
export function seedEntropy(): void {
  next = randomNumbers(Math.imul(control[Control.Seed]!, 0x9E37_79B1) + current.worker)
}

function randomBytes<T extends ArrayBufferView>(view: T): T {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = next() * 256
  return view
}

function uuid(): string {
  const bytes = randomBytes(new Uint8Array(16))
  bytes[6] = bytes[6]! & 0x0F | 0x40
  bytes[8] = bytes[8]! & 0x3F | 0x80
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Replaces the browser's own sources of randomness and time with repeatable ones. */
export function takeEntropy(): void {
  Math.random = () => next()
  crypto.getRandomValues = randomBytes as Crypto['getRandomValues']
  crypto.randomUUID = uuid as Crypto['randomUUID']
  performance.now = now
  Object.defineProperty(performance, 'timeOrigin', { value: BEGIN })
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [BEGIN + now()] : args, newTarget) as Date,
    apply: Now => new Now(BEGIN + now()).toString(),
    get: (target, key, receiver) => key === 'now' ? () => Math.floor(BEGIN + now()) : Reflect.get(target, key, receiver) as unknown,
  })
}
