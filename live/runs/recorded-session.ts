import type { RunSummary } from '../../engine/protocol/run'
import type { RunEvent, RunListener } from '../../engine/protocol/run-event'
import type { Transcript } from '../content/recording'
import type { RunSession } from '../languages/run-session'
import { unpackTrace } from '../../engine/insight'
import { RECORD_BYTES } from '../../engine/protocol/trace'

/** How often events may be emitted, in milliseconds. */
const TICK = 16

/**
 * Replays a recorded run as the engine would report it: each line and each record at its recorded time, counted from the
 * start of the program.
 */
export class RecordedSession implements RunSession {
  private readonly listeners = new Set<RunListener>()
  private ending: AbortController | undefined

  constructor(private readonly transcript: Transcript) {}

  subscribe(listener: RunListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async run(): Promise<RunSummary> {
    const { transcript } = this
    const { signal } = this.ending = new AbortController()
    this.emit({ type: 'state', state: 'running' })
    for (const [id, name] of Object.entries(transcript.lanes))
      this.emit({ type: 'name', of: 'lane', id: Number(id), name })
    for (const [id, name] of Object.entries(transcript.subjects))
      this.emit({ type: 'name', of: 'subject', id: Number(id), name })

    const trace = unpackTrace(transcript.trace)
    const times = new Float64Array(trace)
    const count = trace.byteLength / RECORD_BYTES
    const timeOf = (record: number) => times[record * RECORD_BYTES / 8]!
    const origin = count > 0 ? timeOf(0) : 0
    const end = origin + transcript.summary.wall
    const begun = performance.now()
    let record = 0
    let line = 0
    let problem = 0
    let hangs = transcript.deadlock
    for (let over = false; !over && !signal.aborted;) {
      const now = origin + performance.now() - begun
      over = now >= end
      // Events left at the end happened while the program ended.
      const until = over ? Number.POSITIVE_INFINITY : now
      const first = record
      while (record < count && timeOf(record) <= until)
        record++
      if (record > first)
        this.emit({ type: 'trace', batch: trace.slice(first * RECORD_BYTES, record * RECORD_BYTES) })
      const from = line
      while (line < transcript.lines.length && transcript.lines[line]!.time <= until)
        line++
      if (line > from)
        this.emit({ type: 'output', lines: transcript.lines.slice(from, line) })
      for (; problem < transcript.problems.length && (transcript.problems[problem]!.time ?? 0) <= until; problem++) {
        this.emit({ type: 'problem', problem: transcript.problems[problem]! })
      }
      if (hangs && hangs.time <= until) {
        const deadlock = hangs
        hangs = undefined
        this.emit({ type: 'deadlock', deadlock })
      }
      if (!over)
        await new Promise(resolve => setTimeout(resolve, TICK))
    }
    const summary: RunSummary = signal.aborted ? { ...transcript.summary, outcome: 'stopped', wall: performance.now() - begun } : transcript.summary
    this.emit({ type: 'end', summary })
    return summary
  }

  stop() {
    this.ending?.abort()
  }

  private emit(event: RunEvent) {
    this.listeners.forEach(listener => listener(event))
  }
}
