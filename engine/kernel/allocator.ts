/** The allocator of the run's shared memory. */
import { Word } from '../protocol/layout'
import { MemoryError } from './errors'
import { words } from './memory'
import { lockMutex, unlockMutex } from './mutex'

/**
 * Reserves words for the rest of the run: the place of a primitive or a shared object.
 * They start on an even address (so a float64 fits) and are zero.
 *
 * @throws MemoryError when the run's memory is used up
 */
export function reserve(count: number): number {
  const size = (count + 1) & ~1
  const address = Atomics.add(words, Word.HeapTop, size)
  if (address + size > words.length)
    throw new MemoryError(`the run's ${words.length >> 18} MiB of shared memory are used up`)
  return address
}

/**
 * Allocates words for a value that will be freed: an argument, a queue item, a result.
 * Blocks come in powers of two and are not cleared. The word before the address holds the size class.
 *
 * @throws MemoryError when the run's memory is used up
 */
export function allocate(count: number): number {
  const sizeClass = Math.max(3, 32 - Math.clz32(count + 1))
  lockMutex(Word.HeapLock)
  try {
    const head = words[Word.FreeLists + sizeClass]!
    if (head !== 0) {
      words[Word.FreeLists + sizeClass] = words[head]!
      return head
    }
  }
  finally {
    unlockMutex(Word.HeapLock)
  }
  const block = reserve(1 << sizeClass)
  words[block + 1] = sizeClass
  return block + 2
}

/** Frees what {@link allocate} returned. */
export function free(address: number): void {
  const sizeClass = words[address - 1]!
  lockMutex(Word.HeapLock)
  words[address] = words[Word.FreeLists + sizeClass]!
  words[Word.FreeLists + sizeClass] = address
  unlockMutex(Word.HeapLock)
}
