import type { ShallowRef } from 'vue'
import type { TraceSummary } from '../../engine/insight'
import type { Deadlock, InputRequest, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import type { RunEvent, RunInfo, RunSnapshot, RunStatus } from './run-events'
import { markRaw, shallowRef, triggerRef } from 'vue'
import { recordsOf, TraceModel } from '../../engine/insight'
import { noteEngineError } from '../runtime/engine-support'
import { clock as windowClock } from '../state/stage'
import { lastLines, OutputLog } from './output-log'
import { isActive } from './run-events'
import { TracePump } from './trace-pump'

/** What {@link LiveRun} needs of a session of engine/host. */
export interface RunSession {
  subscribe: (listener: {
    state?: (state: 'idle' | 'loading' | 'compiling' | 'running' | 'stopping') => void
    output?: (lines: OutputLine[]) => void
    trace?: (batch: ArrayBuffer) => void
    name?: (of: 'lane' | 'subject', id: number, name: string) => void
    problem?: (problem: Problem) => void
    deadlock?: (deadlock: Deadlock) => void
    input?: (wanted: InputRequest) => void
    inputOver?: (request: number) => void
    end?: (summary: RunSummary) => void
  }) => () => void
  run: (source: string, options?: RunOptions) => Promise<RunSummary>
  stop: () => void
  /** Answers a program that waits for a line of standard input; none: the input is over. A recording waits for nothing. */
  answer?: (request: number, line: string | undefined) => void
}

/** Hears of a run that goes on in this window, to tell the others. */
export interface RunOutlet {
  begun: (info: RunInfo) => void
  /** `n` counts from 0. */
  event: (info: RunInfo, n: number, event: RunEvent) => void
  /** Stop was pressed here for a run that goes on in another window. */
  stop: (info: RunInfo) => void
  /** A line of standard input was typed here for a run that goes on in another window. */
  answer: (info: RunInfo, request: number, line: string | undefined) => void
}

/**
 * The latest run of one file, as blocks of live code show it; it may go on in this window or in another one. What
 * arrives is collected and shown once a frame, so that a flood of lines or records costs no more than a frame can take.
 */
export class LiveRun {
  readonly status: ShallowRef<RunStatus> = shallowRef({ kind: 'never' })
  readonly log: ShallowRef<OutputLog> = shallowRef(markRaw(new OutputLog()))
  readonly problems: ShallowRef<readonly Problem[]> = shallowRef([])
  /** Set while and after the program hangs for ever. */
  readonly deadlock: ShallowRef<Deadlock | undefined> = shallowRef()
  /** The lines of standard input that the program waits for. */
  readonly inputs: ShallowRef<readonly InputRequest[]> = shallowRef([])
  readonly model: ShallowRef<TraceModel> = shallowRef(markRaw(new TraceModel()))
  /** Changes whenever the model has changed. */
  readonly revision = shallowRef(0)
  /** What the trace adds up to; only after the run. */
  readonly totals: ShallowRef<TraceSummary | undefined> = shallowRef()
  /** Which run it is; `undefined` before the first. */
  readonly info: ShallowRef<RunInfo | undefined> = shallowRef()

  /** How many events of the run were taken. */
  next = 0

  private session: RunSession | undefined
  /** What tells the run that goes on here: the session, or a recording. */
  private source: RunSession | undefined
  /** Whether the run goes on, or went on, in this window. */
  private own = false
  private pump: TracePump | undefined
  private waiting: OutputLine[] = []
  private newProblems: Problem[] = []

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
  ) {}

  /** Whether the run has begun and not ended. */
  get active(): boolean {
    return isActive(this.status.value)
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
    this.begin(info, true)
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
    this.begin(info, false)
  }

  /** Stops what goes on here, since a run in another window takes its place. */
  giveWay() {
    if (!this.isOwn)
      return
    this.own = false
    this.source?.stop()
    this.leave('superseded')
  }

  /** The run can't be followed any more; not an event of its own. */
  leave(as: 'superseded' | 'lost') {
    this.status.value = { kind: as }
    this.inputs.value = []
    this.pump?.finish(0)
  }

  /** Takes the next event of the run that it shows. */
  take(event: RunEvent) {
    this.next++
    switch (event.type) {
      case 'state':
        this.enter(event.state)
        break
      case 'output':
        this.waiting.push(...event.lines)
        // The first line is shown at once, what follows with the next frame.
        if (this.log.value.length === 0)
          this.show()
        else
          this.pump?.request()
        break
      case 'trace':
        this.pump?.add(event.batch)
        break
      case 'name':
        this.name(event.of, event.id, event.name)
        this.pump?.request()
        break
      case 'problem':
        this.newProblems.push(event.problem)
        this.pump?.request()
        break
      case 'deadlock':
        this.deadlock.value = event.deadlock
        break
      case 'input':
        this.inputs.value = [...this.inputs.value, event.wanted]
        break
      case 'input-over':
        this.inputs.value = this.inputs.value.filter(({ request }) => request !== event.request)
        break
      case 'end':
        this.inputs.value = []
        this.status.value = { kind: 'ended', summary: event.summary }
        this.pump?.finish(event.summary.wall)
        break
      case 'gone':
        this.inputs.value = []
        this.status.value = { kind: event.as }
        this.pump?.finish(0)
    }
  }

  /**
   * The run as far as it has come; `undefined` before the first.
   *
   * @param most how much of it
   * @param most.lines of more lines, the last ones
   * @param most.letters of lines with more letters together, the last ones
   * @param most.records of more records, none: the timeline is left out
   */
  snapshot(most: { lines: number, letters: number, records: number } = { lines: Infinity, letters: Infinity, records: Infinity }): RunSnapshot | undefined {
    const info = this.info.value
    if (!info)
      return undefined
    const status = this.status.value
    const log = this.log.value
    const model = this.model.value
    const lines = lastLines([...log.slice(Math.max(0, log.length - most.lines), log.length), ...this.waiting].slice(-most.lines), most.letters)
    return {
      info,
      next: this.next,
      status: 'since' in status ? { kind: status.kind, for: performance.now() - status.since } : status,
      lines,
      droppedLines: log.dropped + log.length + this.waiting.length - lines.length,
      problems: [...this.problems.value, ...this.newProblems],
      deadlock: this.deadlock.value,
      inputs: this.inputs.value,
      names: model.named(),
      trace: model.records > most.records ? [] : [recordsOf(model), ...this.pump?.unread ?? []],
      horizon: model.horizon,
    }
  }

  /** Goes on from a snapshot: what this window did not see, or has shown before it was reloaded. */
  restore(snapshot: RunSnapshot) {
    this.giveWay()
    this.begin(snapshot.info, false)
    this.next = snapshot.next
    const { status } = snapshot
    this.status.value = 'for' in status ? { kind: status.kind, since: performance.now() - status.for } : status
    this.log.value.dropped = snapshot.droppedLines
    this.waiting.push(...snapshot.lines)
    this.newProblems.push(...snapshot.problems)
    this.deadlock.value = snapshot.deadlock
    // What was kept by an older version of the deck has none.
    this.inputs.value = isActive(status) ? snapshot.inputs ?? [] : []
    for (const { of, id, name } of snapshot.names)
      this.name(of, id, name)
    for (const batch of snapshot.trace)
      this.pump!.add(batch)
    if ('for' in status) {
      this.pump!.sync(snapshot.horizon)
      this.pump!.start()
    }
    else if (!isActive(status)) {
      this.pump!.finish(status.kind === 'ended' ? status.summary.wall : 0)
    }
    this.pump!.request()
  }

  /** Forgets the run, and stops it if it goes on here. */
  clear() {
    this.giveWay()
    this.empty()
    this.info.value = undefined
    this.status.value = { kind: 'never' }
  }

  private begin(info: RunInfo, own: boolean) {
    this.empty()
    this.own = own
    this.info.value = info
    this.status.value = { kind: 'loading' }
  }

  private empty() {
    this.pump?.dispose()
    this.next = 0
    this.waiting = []
    this.newProblems = []
    this.log.value = markRaw(new OutputLog())
    this.problems.value = []
    this.deadlock.value = undefined
    this.inputs.value = []
    this.totals.value = undefined
    const model = markRaw(new TraceModel())
    this.model.value = model
    this.revision.value++
    this.pump = new TracePump(model, {
      frame: () => this.show(),
      totals: (totals) => { this.totals.value = totals },
    })
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
    const tell = (event: RunEvent) => {
      if (this.source === session)
        this.tell(event)
    }
    session.subscribe({
      state: state => tell({ type: 'state', state }),
      output: lines => tell({ type: 'output', lines }),
      trace: batch => tell({ type: 'trace', batch }),
      name: (of, id, name) => tell({ type: 'name', of, id, name }),
      problem: problem => tell({ type: 'problem', problem }),
      deadlock: deadlock => tell({ type: 'deadlock', deadlock }),
      input: wanted => tell({ type: 'input', wanted }),
      inputOver: request => tell({ type: 'input-over', request }),
      end: summary => tell({ type: 'end', summary }),
    })
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

  private enter(state: 'idle' | 'loading' | 'compiling' | 'running' | 'stopping') {
    if (state === 'loading')
      this.status.value = { kind: 'loading' }
    else if (state === 'compiling')
      this.status.value = { kind: 'compiling' }
    else if (state === 'running')
      this.status.value = { kind: 'running', since: performance.now() }
    else if (state === 'stopping')
      this.status.value = { kind: 'stopping', since: this.since() }
    if (state === 'running')
      this.pump?.start()
  }

  private name(of: 'lane' | 'subject', id: number, name: string) {
    if (of === 'lane')
      this.model.value.nameLane(id, name)
    else
      this.model.value.nameSubject(id, name)
  }

  private since(): number {
    const status = this.status.value
    return status.kind === 'running' ? status.since : performance.now()
  }

  private show() {
    if (this.waiting.length > 0) {
      this.log.value.push(this.waiting)
      this.waiting = []
      triggerRef(this.log)
    }
    if (this.newProblems.length > 0) {
      this.problems.value = [...this.problems.value, ...this.newProblems]
      this.newProblems = []
    }
    this.revision.value++
  }
}
