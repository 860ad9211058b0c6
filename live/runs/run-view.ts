import type { ShallowRef } from 'vue'
import type { RunStatus } from '../../engine/display/status'
import type { TraceSummary } from '../../engine/insight'
import type { Deadlock, InputRequest, OutputLine, Problem } from '../../engine/protocol/run'
import type { RunEvent } from '../../engine/protocol/run-event'
import type { RunInfo, RunSnapshot } from './run-events'
import { markRaw, shallowRef, triggerRef } from 'vue'
import { lastLines, OutputLog } from '../../engine/display/output-log'
import { TracePump } from '../../engine/display/trace-pump'
import { recordsOf, TraceModel } from '../../engine/insight'
import { isActive } from './run-events'

/**
 * The reactive state of one run, in this window or another: events and snapshots in, refs out. Events are collected and
 * shown once a frame, so that a flood of lines or records costs no more than a frame can take.
 */
export class RunView {
  readonly status: ShallowRef<RunStatus> = shallowRef({ kind: 'never' })
  readonly log: ShallowRef<OutputLog> = shallowRef(markRaw(new OutputLog()))
  readonly problems: ShallowRef<readonly Problem[]> = shallowRef([])
  /** Set once the program hangs forever, also after its end. */
  readonly deadlock: ShallowRef<Deadlock | undefined> = shallowRef()
  /** The lines of standard input that the program waits for. */
  readonly inputs: ShallowRef<readonly InputRequest[]> = shallowRef([])
  /** Triggered once a frame while it grows, as the log is. */
  readonly model: ShallowRef<TraceModel> = shallowRef(markRaw(new TraceModel()))
  /** The summary of the trace; only after the run. */
  readonly totals: ShallowRef<TraceSummary | undefined> = shallowRef()
  /** The run that is shown; `undefined` before the first. */
  readonly info: ShallowRef<RunInfo | undefined> = shallowRef()

  /** The number of events taken. */
  next = 0

  private pump: TracePump | undefined
  private waiting: OutputLine[] = []
  private newProblems: Problem[] = []

  /** Whether the run has started and not ended. */
  get active(): boolean {
    return isActive(this.status.value)
  }

  /** Marks the run as impossible to follow any more; the run has no event for that. */
  markGone(as: 'superseded' | 'lost') {
    this.status.value = { kind: as }
    this.inputs.value = []
    this.pump?.finish(0)
  }

  /** Takes the next event of the run. */
  take(event: RunEvent) {
    this.next++
    switch (event.type) {
      case 'state':
        this.enter(event.state)
        break
      case 'output':
        this.waiting.push(...event.lines)
        // The first line is shown at once, the rest with the next frame.
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
   * The run's state so far; `undefined` before the first run.
   *
   * @param most the most to include
   * @param most.lines only this many last lines
   * @param most.letters only the last lines with this many letters together
   * @param most.records with more records the timeline is left out
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

  /** Continues from a snapshot: of events that this window missed, or had shown before it was reloaded. */
  restore(snapshot: RunSnapshot) {
    this.begin(snapshot.info)
    this.next = snapshot.next
    const { status } = snapshot
    this.status.value = 'for' in status ? { kind: status.kind, since: performance.now() - status.for } : status
    this.log.value.dropped = snapshot.droppedLines
    this.waiting.push(...snapshot.lines)
    this.newProblems.push(...snapshot.problems)
    this.deadlock.value = snapshot.deadlock
    // Snapshots saved by an older version of the deck have none.
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

  /** Shows a run from its start. */
  protected begin(info: RunInfo) {
    this.empty()
    this.info.value = info
    this.status.value = { kind: 'loading' }
  }

  /** Shows no run. */
  protected forget() {
    this.empty()
    this.info.value = undefined
    this.status.value = { kind: 'never' }
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
    this.pump = new TracePump(model, {
      frame: () => this.show(),
      totals: (totals) => { this.totals.value = totals },
    })
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
    triggerRef(this.model)
  }
}
