import type { HostToSandbox } from '../protocol/messages'
import type { RunningWatchdog } from './watchdog'
import { startWatchdog, Watchdog } from './watchdog'

/** How long the frame's own thread may take for an answer. */
const ANSWER_LIMIT_MS = 5000

/** Looks whether the frame's own thread, which a program can flood with messages, still takes any. */
export class FrameAnswer {
  readonly #send: (message: HostToSandbox) => void
  #lastPing = 0
  #waiting: RunningWatchdog | undefined

  constructor(send: (message: HostToSandbox) => void) {
    this.#send = send
  }

  /**
   * Asks for an answer, which comes after all that was sent before; takes the place of an earlier question.
   *
   * @param onSilence called when none comes in time
   */
  expect(onSilence: () => void): void {
    this.forget()
    this.#waiting = startWatchdog(new Watchdog(ANSWER_LIMIT_MS, 'continue'), onSilence)
    this.#send({ type: 'ping', id: ++this.#lastPing })
  }

  /** An answer has come. */
  take(id: number): void {
    if (id === this.#lastPing)
      this.forget()
  }

  /** Waits no longer. */
  forget(): void {
    this.#waiting?.stop()
  }
}
