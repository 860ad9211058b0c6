/** A green thread as the scheduler, its timers and its search for deadlocks see it. */
import type { State } from '../protocol/trace'

/** Why a wait is over; lib/green.py knows the same numbers. */
export enum Wake {
  Timeout = 0,
  Woken = 1,
  /** What was waited for belongs to the thread already. */
  HandedOver = 2,
  /** Stop was pressed: raised in the main thread only. */
  Interrupted = 3,
}

/** A thread, and what it waits for. */
export interface GreenThread {
  readonly lane: number
  /** Lane of the task that runs in it; 0 while none does. */
  task: number
  /** Names its wait; 0 while it doesn't wait. */
  token: number
  /** When its wait began, or since when it could run. */
  since: number
  /** What the timeline says of its wait. */
  state: State
  subject: number
  /** Lane of the thread that held what it waits for when the wait began; 0 for none. */
  holder: number
  /** Number of the lock that it waits for; 0 if it is none. */
  lock: number
  line: number
  /** Whether only another thread can end its wait. */
  endless: boolean
  /** What its wait will give. */
  code: Wake
  /** Whether it waits for its turn. */
  isQueued: boolean
  /** Starts or resumes it. */
  proceed: (code: Wake) => void
}
