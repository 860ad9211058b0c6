/**
 * The run's shared memory as this thread sees it, and its allocator.
 * Addresses are indexes of 32-bit words; see protocol/layout.ts for what stands where.
 */
import { Word } from '../protocol/layout'
import { MemoryError } from './errors'

/** The memory as words. */
export let words: Int32Array<ArrayBufferLike> = new Int32Array(0)
/** The same memory as float64: index is the word's divided by two. */
export let floats: Float64Array<ArrayBufferLike> = new Float64Array(0)
/** The same memory as bytes: index is the word's times four. */
export let bytes: Uint8Array<ArrayBufferLike> = new Uint8Array(0)

/** A memory as a thread sees it. */
export interface MemoryView {
  words: Int32Array<ArrayBufferLike>
  floats: Float64Array<ArrayBufferLike>
  bytes: Uint8Array<ArrayBufferLike>
}

/** How a thread sees a memory. */
export function viewOf(memory: SharedArrayBuffer): MemoryView {
  return { words: new Int32Array(memory), floats: new Float64Array(memory), bytes: new Uint8Array(memory) }
}

/** Lets this thread see another memory; gives what it saw before. */
export function swapMemory(view: MemoryView): MemoryView {
  const before = { words, floats, bytes };
  ({ words, floats, bytes } = view)
  return before
}

/** Lets this thread see its process's memory. Called once, before any user code. */
export function attachMemory(memory: SharedArrayBuffer): void {
  swapMemory(viewOf(memory))
}

/**
 * Takes words that live as long as the run: the place of a primitive or a shared object.
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

function lockHeap(): void {
  while (Atomics.compareExchange(words, Word.HeapLock, 0, 1) !== 0)
    Atomics.wait(words, Word.HeapLock, 1, 1)
}

function unlockHeap(): void {
  Atomics.store(words, Word.HeapLock, 0)
  Atomics.notify(words, Word.HeapLock, 1)
}

/**
 * Takes words for a value that will be freed: an argument, a queue item, a result.
 * Blocks come in powers of two and are not cleared. The word before the address holds the size class.
 *
 * @throws MemoryError when the run's memory is used up
 */
export function allocate(count: number): number {
  const sizeClass = Math.max(3, 32 - Math.clz32(count + 1))
  lockHeap()
  try {
    const head = words[Word.FreeLists + sizeClass]!
    if (head !== 0) {
      words[Word.FreeLists + sizeClass] = words[head]!
      return head
    }
  }
  finally {
    unlockHeap()
  }
  const block = reserve(1 << sizeClass)
  words[block + 1] = sizeClass
  return block + 2
}

/** Gives back what {@link allocate} took. */
export function free(address: number): void {
  const sizeClass = words[address - 1]!
  lockHeap()
  words[address] = words[Word.FreeLists + sizeClass]!
  words[Word.FreeLists + sizeClass] = address
  unlockHeap()
}
