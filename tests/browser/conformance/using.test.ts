/** `using` of what is no context manager says what to write; nothing is released that was not taken. */
import { describe } from 'vitest'
import { promise } from './promise'

const heading = `
import * as asyncio from 'asyncio'
import { Condition, Event, Lock, RLock, Semaphore } from 'threading'
`

describe('using', () => {
  promise('a lock, an RLock, a condition or a semaphore without hold is a TypeError that says hold()', `${heading}
export function main() {
  for (const primitive of [new Lock(), new RLock(), new Condition(), new Semaphore()]) {
    assertRaises(TypeError, () => { using _ = primitive as unknown as Disposable }, /object does not support the context manager protocol: write using _ = lock.hold\\(\\)/)
    { using _ = primitive.hold() }
    { using _ = primitive.hold() }
  }
  assertRaises(TypeError, () => { using _ = new Event() as unknown as Disposable }, "'Event' object does not support the context manager protocol")
  { using _ = null }
}`)

  promise('what is for await using says so, and the other way round', `${heading}
export async function main() {
  const lock = new asyncio.Lock()
  assertRaises(TypeError, () => { using _ = lock as unknown as Disposable }, /write await using/)
  assertFalse(lock.locked())
  let message = ''
  try { await using _ = new Lock() as unknown as Disposable }
  catch (error) { message = error.message }
  assertTrue(/write using _ = lock.hold\\(\\)/.test(message), message)
  { await using _ = lock; assertTrue(lock.locked()) }
  const other = new Lock()
  { await using _ = other.hold(); assertTrue(other.locked()) }
  assertFalse(other.locked())
}`)
})
