/**
 * The engine's own mutex, for a few instructions on shared words: never held while user code runs or a thread blocks.
 * One word: 0 free, 1 held, 2 held, and a thread may wait.
 */
import { words } from './memory'

/** How often a thread tries before it sleeps: the holder is done in no time, unless it was preempted. */
const SPINS = 100

/** Acquires it. */
export function lockMutex(address: number): void {
  if (Atomics.compareExchange(words, address, 0, 1) !== 0)
    lockSlowly(address)
}

function lockSlowly(address: number): void {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(words, address) === 0 && Atomics.compareExchange(words, address, 0, 1) === 0)
      return
  }
  while (Atomics.exchange(words, address, 2) !== 0)
    Atomics.wait(words, address, 2)
}

/** Releases it. */
export function unlockMutex(address: number): void {
  if (Atomics.exchange(words, address, 0) === 2)
    Atomics.notify(words, address, 1)
}
