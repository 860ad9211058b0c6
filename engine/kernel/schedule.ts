/**
 * The seam of Controlled runs. Every shared access, checkpoint and synchronisation call passes here. In Real mode a shared
 * access is no place to hand over and what waits does so in kernel/futex.ts, so there is nothing to do, and the engine
 * inlines all of it away. The script of Controlled runs has kernel/controlled/schedule.ts in this place, which waits for
 * the scheduler's choice.
 */
import type { Op, Test } from '../protocol/baton-layout'

/**
 * A thread is about to do something that others can see, and that does not block.
 *
 * @param _kind what
 * @param _object address of the object
 * @param _value what is written or put
 * @param _item which item of the object, counted from 1; 0: the whole
 * @param _also a further object that it touches in the same way
 */
export function schedulePoint(_kind: Op, _object: number, _value?: unknown, _item?: number, _also?: number): void {}

/** The value that the step has read; gives it back. */
export function noted<T>(value: T): T {
  return value
}

/**
 * A thread is about to take a lock.
 *
 * @param _lock address of its words
 * @param _timeout in milliseconds
 * @param _subject what the timeline says is waited for
 * @returns false when the time is up already
 */
export function acquirePoint(_lock: number, _timeout: number, _subject = _lock): boolean {
  return true
}

/**
 * A thread is about to do what blocks it until a word is as it should be.
 *
 * @param _kind what
 * @param _object address of the object
 * @param _timeout in milliseconds; 0: it does not block
 * @param _test of the word at `_address`
 * @param _address where
 * @param _operand what the word is compared with
 * @param _value what is put
 * @param _other address of another word: above 0, it ends the wait; 0 for none
 * @returns false when the time is up already
 */
export function blockPoint(_kind: Op, _object: number, _timeout: number, _test: Test, _address: number, _operand: number, _value?: unknown, _other = 0): boolean {
  return true
}

/** The step that goes on leaves something in an inbox, or looks into it. */
export function touchesInbox(_inbox: number): void {}

/** The wait that follows ends by taking this lock again. */
export function regains(_lock: number, _subject: number): void {}

/** A thread asks for what only the world outside the run can give. */
export function outsidePoint(_what: 'request' | 'input' | 'process'): void {}

/** A shared object was made. */
export function objectMade(_kind: number, _address: number): void {}
