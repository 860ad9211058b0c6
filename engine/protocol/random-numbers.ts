/**
 * Random numbers from 0 up to 1, determined by a seed and the same on each machine (Mulberry32 by Tommy Ettinger).
 *
 * @param seed any whole number; only its lowest 32 bits matter
 */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6D2B79F5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
