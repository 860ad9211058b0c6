import type { ShallowRef } from 'vue'
import type { TraceSummary } from '../../engine/insight'
import type { Deadlock, OutputLine, Problem, RunOptions, RunSummary } from '../../engine/protocol/run'
import { markRaw, shallowRef, triggerRef } from 'vue'
import { TraceModel } from '../../engine/insight'
import { OutputLog } from './output-log'
import { TracePump } from './trace-pump'

/** How far a run has come. */
export type RunStatus
  = | { kind: 'never' }
    | { kind: 'loading' }
    | { kind: 'compiling' }
    /** `since` is a reading of `performance.now()`. */
    | { kind: 'running', since: number }
    | { kind: 'stopping', since: number }
    | { kind: 'ended', summary: RunSummary }
    | { kind: 'superseded' }
    /** The engine itself could not be started. */
    | { kind: 'broken' }

/** What {@link LiveRun} needs of a session of engine/host. */
export interface RunSession {
  subscribe: (listener: {
    state?: (state: 'idle' | 'compiling' | 'running' | 'stopping') => void
    output?: (lines: OutputLine[]) => void
    trace?: (batch: ArrayBuffer) => void
    name?: (of: 'lane' | 'subject', id: number, name: string) => void
    problem?: (problem: Problem) => void
    deadlock?: (deadlock: Deadlock) => void
    end?: (summary: RunSummary) => void
  }) => () => void
  run: (source: string, options?: RunOptions) => Promise<RunSummary>
  stop: () => void
}

/**
 * The latest run of one file, as blocks of live code show it. What arrives is collected and shown once a frame,
 * so that a flood of lines or records costs no more than a frame can take.
 */
export class LiveRun {
  readonly status: ShallowRef<RunStatus> = shallowRef({ kind: 'never' })
  readonly log: ShallowRef<OutputLog> = shallowRef(markRaw(new OutputLog()))
  readonly problems: ShallowRef<readonly Problem[]> = shallowRef([])
  /** Set while and after the program hangs for ever. */
  readonly deadlock: ShallowRef<Deadlock | undefined> = shallowRef()
  readonly model: ShallowRef<TraceModel> = shallowRef(markRaw(new TraceModel()))
  /** Changes whenever the model has changed. */
  readonly revision = shallowRef(0)
  /** What the trace adds up to; only after the run. */
  readonly totals: ShallowRef<TraceSummary | undefined> = shallowRef()

  private session: RunSession | undefined
  private pump: TracePump | undefined
  private waiting: OutputLine[] = []
  private newProblems: Problem[] = []

  /**
   * @param file as `lost-update/threads.ts`
   * @param load makes the session on the first run: the engine is not on the way to the first slide
   */
  constructor(readonly file: string, private readonly load: (file: string) => Promise<RunSession>) {}

  /** Whether the run has begun and not ended. */
  get active(): boolean {
    return ['loading', 'compiling', 'running', 'stopping'].includes(this.status.value.kind)
  }

  /** Runs a source; a run that goes on gives way. Resolves when it is over, and never rejects. */
  async start(source: string, options: RunOptions) {
    try {
      const session = await this.ready()
      this.clear()
      const pump = this.pump!
      const summary = await session.run(source, options)
      // The end of a superseded run is told to nobody but the one who started it.
      if (summary.outcome === 'superseded' && this.pump === pump) {
        this.status.value = { kind: 'superseded' }
        pump.finish(0)
      }
    }
    catch (error) {
      this.status.value = { kind: 'broken' }
      this.problems.value = [...this.problems.value, {
        severity: 'error',
        origin: 'engine',
        type: error instanceof Error ? error.name : 'Error',
        message: error instanceof Error ? error.message : String(error),
        hint: 'The engine could not be started. Reload the page and run again.',
      }]
    }
  }

  stop() {
    this.session?.stop()
  }

  /** Forgets what the last run left behind. */
  clear() {
    this.pump?.dispose()
    this.waiting = []
    this.newProblems = []
    this.log.value = markRaw(new OutputLog())
    this.problems.value = []
    this.deadlock.value = undefined
    this.totals.value = undefined
    const model = markRaw(new TraceModel())
    this.model.value = model
    this.revision.value++
    if (!this.active)
      this.status.value = { kind: 'never' }
    this.pump = new TracePump(model, {
      frame: () => this.show(),
      totals: (totals) => { this.totals.value = totals },
    })
  }

  private async ready(): Promise<RunSession> {
    if (!this.session) {
      this.status.value = { kind: 'loading' }
      const session = await this.load(this.file)
      if (!this.session)
        this.listen(this.session = session)
    }
    return this.session
  }

  private listen(session: RunSession) {
    session.subscribe({
      state: (state) => {
        if (state === 'compiling')
          this.status.value = { kind: 'compiling' }
        else if (state === 'running')
          this.status.value = { kind: 'running', since: performance.now() }
        else if (state === 'stopping')
          this.status.value = { kind: 'stopping', since: this.since() }
        if (state === 'running')
          this.pump?.start()
      },
      output: (lines) => {
        this.waiting.push(...lines)
        this.pump?.request()
      },
      trace: batch => this.pump?.add(batch),
      name: (of, id, name) => {
        if (of === 'lane')
          this.model.value.nameLane(id, name)
        else
          this.model.value.nameSubject(id, name)
        this.pump?.request()
      },
      problem: (problem) => {
        this.newProblems.push(problem)
        this.pump?.request()
      },
      deadlock: (deadlock) => {
        this.deadlock.value = deadlock
      },
      end: (summary) => {
        this.status.value = { kind: 'ended', summary }
        this.pump?.finish(summary.wall)
      },
    })
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
