/**
 * The seam for Controlled runs. Every shared access, checkpoint and synchronisation call passes here. In Real mode a
 * shared access is no schedule point, and waits go through kernel/futex.ts, so there is nothing to do, and the JavaScript
 * engine inlines all of it away. Controlled runs are bundled with kernel/controlled/schedule.ts instead, which waits for
 * the scheduler's choice.
 */
import type { Op, Test } from '../protocol/baton-layout'

/**
 * A thread is about to take a step that others can observe, and that does not block.
 *
 * @param _kind the kind of step
 * @param _object address of the object
 * @param _value what is written or put
 * @param _item the item of the object, counted from 1; 0 for the whole object
 * @param _also another object that it accesses in the same way
 */
export function schedulePoint(_kind: Op, _object: number, _value?: unknown, _item?: number, _also?: number): void {}

/** Notes the value that the step has read; returns it. */
export function noted<T>(value: T): T {
  return value
}

/**
 * A thread is about to acquire a lock.
 *
 * @param _lock address of its words
 * @param _timeout in milliseconds
 * @param _subject the object that the timeline shows as waited for
 * @returns false when the time is up already
 */
export function acquirePoint(_lock: number, _timeout: number, _subject = _lock): boolean {
  return true
}

/**
 * A thread is about to block until a word satisfies a test.
 *
 * @param _kind the kind of step
 * @param _object address of the object
 * @param _timeout in milliseconds; 0 if it does not block
 * @param _test the test of the word at `_address`
 * @param _address address of the word
 * @param _operand the value to compare the word with
 * @param _value the value put
 * @param _other address of another word that ends the wait when above 0; 0 for none
 * @returns false when the time is up already
 */
export function blockPoint(_kind: Op, _object: number, _timeout: number, _test: Test, _address: number, _operand: number, _value?: unknown, _other = 0): boolean {
  return true
}

/** The current step posts to an inbox, or reads it. */
export function touchesInbox(_inbox: number): void {}

/** The next wait ends by acquiring this lock again. */
export function regains(_lock: number, _subject: number): void {}

/** A thread requests something that only the world outside the run can provide. */
export function outsidePoint(_what: 'request' | 'input' | 'process'): void {}

/** A shared object was created. */
export function objectMade(_kind: number, _address: number): void {}
