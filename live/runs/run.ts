import type { RunOptions } from '../../engine/protocol/run'
import type { RunEvent } from '../../engine/protocol/run-event'
import type { RunSession } from '../languages/run-session'
import type { RunInfo, RunSnapshot } from './run-events'
import type { RunOutlet } from './run-outlet'
import { noteEngineError } from '../runtime/engine-support'
import { clock as windowClock } from '../state/stage'
import { RunView } from './run-view'

/** The latest run of one file, as blocks of live code show it; it may go on in this window or in another one. */
export class LiveRun extends RunView {
  private session: RunSession | undefined
  /** What tells the run that goes on here: the session, or a recording. */
  private source: RunSession | undefined
  /** Whether the run goes on, or went on, in this window. */
  private own = false

  /**
   * @param file as `lost-update/threads.ts`
   * @param load makes the session on the first run: the engine is not on the way to the first slide
   * @param outlet hears of what goes on here
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

  /** Whether it goes on in this window. */
  get isOwn(): boolean {
    return this.own && this.active
  }

  /** Runs a source; a run that goes on gives way. Resolves when it is over, and never rejects. */
  start(source: string, options: RunOptions): Promise<void> {
    return this.tellAll(source, options, undefined, () => this.session ?? this.ready())
  }

  /**
   * Shows a recorded run with its own timing, where code can't run.
   *
   * @param source the text that was run
   * @param options how
   * @param recorded where it comes from
   * @param recording tells it
   */
  play(source: string, options: RunOptions, recorded: string, recording: RunSession): Promise<void> {
    this.listen(recording)
    return this.tellAll(source, options, recorded, () => recording)
  }

  private async tellAll(source: string, options: RunOptions, recorded: string | undefined, load: () => RunSession | Promise<RunSession>) {
    const stamp = this.clock.next()
    const info: RunInfo = { id: stamp.join('-'), stamp, file: this.file, source, options, recorded }
    if (this.isOwn && recorded !== undefined)
      this.source?.stop()
    this.own = true
    this.begin(info)
    this.outlet?.begun(info)
    try {
      const loaded = load()
      // To wait for what is there would put the drawing of an empty block before the run.
      const session = loaded instanceof Promise ? await loaded : loaded
      const current = () => this.info.value === info
      if (!current())
        return
      this.source = session
      const summary = await session.run(source, options)
      // The end of a superseded run is told to nobody but the one who started it.
      if (summary.outcome === 'superseded' && current())
        this.tell({ type: 'gone', as: 'superseded' })
    }
    catch (error) {
      noteEngineError(error)
      if (this.info.value !== info)
        return
      this.tell({
        type: 'problem',
        problem: {
          severity: 'error',
          origin: 'engine',
          type: error instanceof Error ? error.name : 'Error',
          message: error instanceof Error ? error.message : String(error),
          hint: 'The engine could not be started. Reload the page and run again.',
        },
      })
      this.tell({ type: 'gone', as: 'broken' })
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
   * Answers the program, which waits for a line of standard input; of several windows the first answer counts.
   *
   * @param line without its line break; `undefined`: the input is over
   */
  answer(request: number, line: string | undefined) {
    if (!this.info.value || !this.active || this.inputs.value.every(wanted => wanted.request !== request))
      return
    if (this.own)
      this.source?.answer?.(request, line)
    else
      this.outlet?.answer(this.info.value, request, line)
  }

  /** Shows a run that goes on in another window from its beginning; one that goes on here is stopped. */
  follow(info: RunInfo) {
    this.giveWay()
    this.begin(info)
  }

  /** Stops what goes on here, since a run in another window takes its place. */
  giveWay() {
    const runsHere = this.isOwn
    this.own = false
    if (!runsHere)
      return
    this.source?.stop()
    this.leave('superseded')
  }

  override restore(snapshot: RunSnapshot) {
    this.giveWay()
    super.restore(snapshot)
  }

  /** Forgets the run, and stops it if it goes on here. */
  clear() {
    this.giveWay()
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
        this.tell(event)
    }, true)
  }

  /** Takes an event of a run in this window, and passes it on. */
  private tell(event: RunEvent) {
    const info = this.info.value
    // What the session still says of a run that gave way to one in another window.
    if (!this.own || !info)
      return
    const n = this.next
    this.take(event)
    this.outlet?.event(info, n, event)
  }
}
