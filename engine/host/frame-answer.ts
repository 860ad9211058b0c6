import type { HostToSandbox } from '../protocol/messages'
import type { RunningWatchdog } from './watchdog'
import { startWatchdog, Watchdog } from './watchdog'

/** How long the frame's own thread may take to answer. */
const ANSWER_LIMIT_MS = 5000

/** Checks that the frame's own thread, which a program can flood with messages, still handles them. */
export class FrameAnswer {
  readonly #send: (message: HostToSandbox) => void
  #lastPing = 0
  #waiting: RunningWatchdog | undefined

  constructor(send: (message: HostToSandbox) => void) {
    this.#send = send
  }

  /**
   * Requests an answer, which comes after everything that was sent before; replaces an earlier request.
   *
   * @param onSilence called when none comes in time
   */
  expect(onSilence: () => void): void {
    this.forget()
    this.#waiting = startWatchdog(new Watchdog(ANSWER_LIMIT_MS, 'continue'), onSilence)
    this.#send({ type: 'ping', id: ++this.#lastPing })
  }

  /** Handles an answer. */
  take(id: number): void {
    if (id === this.#lastPing)
      this.forget()
  }

  /** Stops waiting. */
  forget(): void {
    this.#waiting?.stop()
  }
}
