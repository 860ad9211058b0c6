import type { RunOptions } from '../../engine/protocol/run'
import type { RunEvent } from '../../engine/protocol/run-event'
import type { RunSession } from '../languages/run-session'
import type { RunInfo, RunSnapshot } from './run-events'
import type { RunOutlet } from './run-outlet'
import { noteEngineError } from '../runtime/engine-support'
import { clock as windowClock } from '../state/stage'
import { RunView } from './run-view'

/** The latest run of one file, as blocks of live code show it, in this window or in another one. */
export class LiveRun extends RunView {
  private session: RunSession | undefined
  /** The source of the events of this window's run: the session, or a recording. */
  private source: RunSession | undefined
  /** Whether the run is, or was, in this window. */
  private own = false

  /**
   * @param file such as `lost-update/threads.ts`
   * @param load creates the session on the first run: the first slide must not wait for the engine
   * @param outlet gets the events of this window's runs
   * @param clock stamps its runs @default this window's
   */
  constructor(
    readonly file: string,
    private readonly load: (file: string) => Promise<RunSession>,
    private readonly outlet?: RunOutlet,
    private readonly clock = windowClock,
  ) {
    super()
  }

  /** Whether it is in progress in this window. */
  get isOwn(): boolean {
    return this.own && this.active
  }

  /** Runs a source; a run in progress is superseded. Resolves when it is over, and never rejects. */
  start(source: string, options: RunOptions): Promise<void> {
    return this.runFrom(source, options, undefined, () => this.session ?? this.ready())
  }

  /**
   * Shows a recorded run with its own timing, where code can't run.
   *
   * @param source the text that was run
   * @param options how it was run
   * @param recorded the source of the recording
   * @param recording replays it
   */
  play(source: string, options: RunOptions, recorded: string, recording: RunSession): Promise<void> {
    this.listen(recording)
    return this.runFrom(source, options, recorded, () => recording)
  }

  private async runFrom(source: string, options: RunOptions, recorded: string | undefined, load: () => RunSession | Promise<RunSession>) {
    const stamp = this.clock.next()
    const info: RunInfo = { id: stamp.join('-'), stamp, file: this.file, source, options, recorded }
    if (this.isOwn && recorded !== undefined)
      this.source?.stop()
    this.own = true
    this.begin(info)
    this.outlet?.begun(info)
    try {
      const loaded = load()
      // No await when it is loaded: the run must not wait for an empty block to be drawn.
      const session = loaded instanceof Promise ? await loaded : loaded
      const current = () => this.info.value === info
      if (!current())
        return
      this.source = session
      const summary = await session.run(source, options)
      // Only the caller learns how a superseded run ended.
      if (summary.outcome === 'superseded' && current())
        this.emit({ type: 'gone', as: 'superseded' })
    }
    catch (error) {
      noteEngineError(error)
      if (this.info.value !== info)
        return
      this.emit({
        type: 'problem',
        problem: {
          severity: 'error',
          origin: 'engine',
          type: error instanceof Error ? error.name : 'Error',
          message: error instanceof Error ? error.message : String(error),
          hint: 'The engine could not be started. Reload the page and run again.',
        },
      })
      this.emit({ type: 'gone', as: 'broken' })
    }
  }

  stop() {
    if (!this.info.value || !this.active)
      return
    if (this.own)
      this.source?.stop()
    else
      this.outlet?.stop(this.info.value)
  }

  /**
   * Answers the program's request for a line of standard input; of several windows the first answer counts.
   *
   * @param line without its line break; `undefined` at the end of the input
   */
  answer(request: number, line: string | undefined) {
    if (!this.info.value || !this.active || this.inputs.value.every(wanted => wanted.request !== request))
      return
    if (this.own)
      this.source?.answer?.(request, line)
    else
      this.outlet?.answer(this.info.value, request, line)
  }

  /** Shows a run in another window from its start; a run in this window is stopped. */
  follow(info: RunInfo) {
    this.stopOwn()
    this.begin(info)
  }

  /** Stops a run in this window and marks it as superseded. */
  stopOwn() {
    const runsHere = this.isOwn
    this.own = false
    if (!runsHere)
      return
    this.source?.stop()
    this.markGone('superseded')
  }

  override restore(snapshot: RunSnapshot) {
    this.stopOwn()
    super.restore(snapshot)
  }

  /** Clears the run, and stops it if it is in this window. */
  clear() {
    this.stopOwn()
    this.forget()
  }

  private async ready(): Promise<RunSession> {
    if (!this.session) {
      const session = await this.load(this.file)
      if (!this.session)
        this.listen(this.session = session)
    }
    return this.session
  }

  private listen(session: RunSession) {
    session.subscribe((event) => {
      if (this.source === session)
        this.emit(event)
    }, true)
  }

  /** Takes an event of a run in this window, and passes it on. */
  private emit(event: RunEvent) {
    const info = this.info.value
    // The session may still report events of a run that another window's has superseded.
    if (!this.own || !info)
      return
    const n = this.next
    this.take(event)
    this.outlet?.event(info, n, event)
  }
}
