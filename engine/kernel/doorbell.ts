/** Signals the sandbox's frame that there is something to read or to do. */
import { Word } from '../protocol/layout'
import { words } from './memory'

/** Wakes the frame if it sleeps; next to nothing if it doesn't. */
export function ring(): void {
  if (Atomics.load(words, Word.DoorbellArmed) === 1 && Atomics.exchange(words, Word.DoorbellArmed, 0) === 1) {
    Atomics.add(words, Word.Doorbell, 1)
    Atomics.notify(words, Word.Doorbell)
  }
}
