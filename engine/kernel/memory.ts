/**
 * The run's shared memory as this thread sees it.
 * Addresses are indexes of 32-bit words; see protocol/layout.ts for the layout.
 */

/** The memory as words. */
export let words: Int32Array<ArrayBufferLike> = new Int32Array(0)
/** The same memory as float64: index by the word's index divided by two. */
export let floats: Float64Array<ArrayBufferLike> = new Float64Array(0)
/** The same memory as bytes: index by the word's index times four. */
export let bytes: Uint8Array<ArrayBufferLike> = new Uint8Array(0)

/** Typed arrays over one memory. */
export interface MemoryView {
  words: Int32Array<ArrayBufferLike>
  floats: Float64Array<ArrayBufferLike>
  bytes: Uint8Array<ArrayBufferLike>
}

/** Creates the typed arrays of a memory. */
export function viewOf(memory: ArrayBufferLike): MemoryView {
  return { words: new Int32Array(memory), floats: new Float64Array(memory), bytes: new Uint8Array(memory) }
}

/** Switches this thread to another memory; returns the previous one. */
export function swapMemory(view: MemoryView): MemoryView {
  const before = { words, floats, bytes };
  ({ words, floats, bytes } = view)
  return before
}

/** Attaches this thread to its process's memory. Called once, before any user code. */
export function attachMemory(memory: ArrayBufferLike): void {
  swapMemory(viewOf(memory))
}
