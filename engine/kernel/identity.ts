import { onFreshRun } from './fresh-run'
/** Stand-ins for objects' addresses: a number per object, like Python's `id`. */
const addresses = new WeakMap<object, number>()

/** Roughly where CPython's small objects start, so that it doesn't look like a count. */
const FIRST = 0x7F0000001000
const STEP = 0x40
let last = FIRST

/** An object's number: constant within a thread, and unique. */
function identityOf(object: object): number {
  let address = addresses.get(object)
  if (address === undefined)
    addresses.set(object, address = last += STEP)
  return address
}

/** Formats an address as Python does. */
export function hex(address: number): string {
  return `0x${address.toString(16).padStart(12, '0')}`
}

/** ` at 0x…`, the end of an object's repr. */
export function atAddress(object: object): string {
  return ` at ${hex(identityOf(object))}`
}

onFreshRun(() => last = FIRST)
