/** The GIL in a Controlled run: where the baton may change hands is all there is of it. */
import { Word } from '../../protocol/layout'
import { words } from '../memory'
import { checkpointStep } from './schedule'

/** Whether this run has a GIL. */
export function gilEnabled(): boolean {
  return words[Word.GilEnabled] === 1
}

/** There is nothing to read. */
export function attachGil(): void {}

/** The thread that runs has it. */
export function takeGil(): boolean {
  return false
}

/** The next thread that runs has it. */
export function dropGil(): void {}

/** Other threads may run during the event loop's poll. */
export function offerGil(): void {
  checkpointStep()
}

/**
 * What a checkpoint does.
 *
 * @throws KeyboardInterrupt when the run has ended
 */
export function handleEvalBreaker(): void {
  checkpointStep()
}
