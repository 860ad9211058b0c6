import { onFreshRun } from './fresh-run'
/** What stands in for an object's address: a number of its own, as Python's `id` is. */
const addresses = new WeakMap<object, number>()

/** Where CPython's small objects begin, more or less: nobody takes it for a count. */
const FIRST = 0x7F0000001000
const STEP = 0x40
let last = FIRST

/** The number of an object: always the same one in one thread, and no other object's. */
function identityOf(object: object): number {
  let address = addresses.get(object)
  if (address === undefined)
    addresses.set(object, address = last += STEP)
  return address
}

/** An address as Python shows it. */
export function hex(address: number): string {
  return `0x${address.toString(16).padStart(12, '0')}`
}

/** ` at 0x…`, as the repr of an object ends. */
export function atAddress(object: object): string {
  return ` at ${hex(identityOf(object))}`
}

onFreshRun(() => last = FIRST)
