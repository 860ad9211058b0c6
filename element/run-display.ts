/** What is shown of an element's latest run: its events in, plain state out, with a call once a frame while it changes. */
import type { RunStatus } from '../engine/display/status'
import type { TraceSummary } from '../engine/insight'
import type { Deadlock, OutputLine, Problem, RunSummary } from '../engine/protocol/run'
import type { RunEvent } from '../engine/protocol/run-event'
import { OutputLog } from '../engine/display/output-log'
import { TracePump } from '../engine/display/trace-pump'
import { TraceModel } from '../engine/insight'

/** Collects what a run reports. */
export class RunDisplay {
  status: RunStatus = { kind: 'never' }
  log = new OutputLog()
  problems: readonly Problem[] = []
  /** Set while and after the program hangs forever. */
  deadlock: Deadlock | undefined
  model = new TraceModel()
  /** What the trace adds up to; only after the run. */
  totals: TraceSummary | undefined
  #waiting: OutputLine[] = []
  #pump: TracePump
  readonly #changed: () => void

  /** @param changed is called when there is something else to show, at most once a frame while a run goes on */
  constructor(changed: () => void) {
    this.#changed = changed
    this.#pump = this.#newPump()
  }

  /** Whether a run goes on. */
  get active(): boolean {
    return !['never', 'ended', 'superseded', 'broken', 'lost'].includes(this.status.kind)
  }

  #newPump(): TracePump {
    return new TracePump(this.model, {
      frame: () => this.#show(),
      totals: (totals) => {
        this.totals = totals
        this.#changed()
      },
    })
  }

  /** A run is asked for: shows nothing of the one before. */
  begin(): void {
    this.#pump.dispose()
    this.log = new OutputLog()
    this.problems = []
    this.deadlock = this.totals = undefined
    this.#waiting = []
    this.model = new TraceModel()
    this.#pump = this.#newPump()
    this.status = { kind: 'loading' }
    this.#changed()
  }

  /** Takes an event of the run that it shows. */
  take(event: RunEvent): void {
    switch (event.type) {
      case 'state':
        this.#enter(event.state)
        break
      case 'output':
        this.#waiting.push(...event.lines)
        break
      case 'trace':
        this.#pump.add(event.batch)
        return
      case 'name':
        if (event.of === 'lane')
          this.model.nameLane(event.id, event.name)
        else
          this.model.nameSubject(event.id, event.name)
        break
      case 'problem':
        this.problems = [...this.problems, event.problem]
        break
      case 'deadlock':
        this.deadlock = event.deadlock
        break
      case 'end':
        this.#end(event.summary)
    }
    this.#pump.request()
  }

  /** The run can't be followed to its end: another one took its place, or the engine could not be started. */
  leave(as: 'superseded' | 'broken'): void {
    this.status = { kind: as }
    this.#pump.finish(0)
  }

  #enter(state: Extract<RunEvent, { type: 'state' }>['state']): void {
    if (state === 'running') {
      this.status = { kind: state, since: performance.now() }
      this.#pump.start()
    }
    else if (state === 'stopping') {
      this.status = { kind: state, since: this.status.kind === 'running' ? this.status.since : performance.now() }
    }
    else if (state !== 'idle') {
      this.status = { kind: state }
    }
  }

  #end(summary: RunSummary): void {
    this.status = { kind: 'ended', summary }
    this.#pump.finish(summary.wall)
  }

  #show(): void {
    if (this.#waiting.length > 0) {
      this.log.push(this.#waiting)
      this.#waiting = []
    }
    this.#changed()
  }
}
