/**
 * The engine's own lock, for a few instructions on shared words: never held while user code runs or a thread blocks.
 * One word: 0 free, 1 held, 2 held and perhaps somebody waits.
 */
import { words } from './memory'

/** How often a thread looks whether the lock is free before it sleeps: the holder is done in no time, unless it was preempted. */
const SPINS = 100

/** Takes the lock. */
export function enter(address: number): void {
  if (Atomics.compareExchange(words, address, 0, 1) !== 0)
    enterSlowly(address)
}

function enterSlowly(address: number): void {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(words, address) === 0 && Atomics.compareExchange(words, address, 0, 1) === 0)
      return
  }
  while (Atomics.exchange(words, address, 2) !== 0)
    Atomics.wait(words, address, 2)
}

/** Lets the lock go. */
export function leave(address: number): void {
  if (Atomics.exchange(words, address, 0) === 2)
    Atomics.notify(words, address, 1)
}
