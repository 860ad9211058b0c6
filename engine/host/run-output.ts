/** Decodes the text records of one run's threads and passes them on as events. */
import type { OutputLine, Problem } from '../protocol/run'
import type { RunListener } from '../protocol/run-event'
import type { ProblemReport, TextRecord } from '../protocol/text'
import { shortenedName } from '../protocol/lengths'
import { TextKind } from '../protocol/text'
import { deadlockReport, problemReport } from './shapes'
import { TextBatches } from './text-decoder'
import { UnfinishedLines } from './unfinished-lines'

/** The name of a lane, to show next to its output. */
interface LaneName {
  name: string
  isThread: boolean
  /** For a task the name of its thread. */
  thread?: string
}

/** Decodes the text of one run. */
export class RunOutput {
  /** Records that were ignored, since no code of the engine writes such. */
  ignored = 0
  readonly #batches = new TextBatches()
  readonly #lanes = new Map<number, LaneName>()
  readonly #unfinished = new UnfinishedLines()
  readonly #listener: RunListener
  readonly #problem: (report: ProblemReport, time: number) => Problem

  /**
   * @param listener gets all events but the lines
   * @param problem converts a report to the problem that the person sees
   */
  constructor(listener: RunListener, problem: (report: ProblemReport, time: number) => Problem) {
    this.#listener = listener
    this.#problem = problem
  }

  /**
   * Takes a piece of a batch.
   *
   * @param piece whole records of one ring
   * @param lines gets the printed lines
   */
  take(piece: ArrayBuffer, lines: OutputLine[]): void {
    try {
      for (const record of this.#batches.decode(piece))
        this.#take(record, lines)
    }
    catch {
      // A wrong length: the rest can't be decoded.
      this.ignored++
    }
  }

  #take(record: TextRecord, lines: OutputLine[]): void {
    try {
      if (!Number.isFinite(record.time))
        throw new RangeError('a record of no time')
      this.#record(record, lines)
    }
    catch {
      this.ignored++
    }
  }

  #record({ kind, lane, time, text, cut }: TextRecord, lines: OutputLine[]): void {
    switch (kind) {
      case TextKind.Stdout:
      case TextKind.Stderr:
      case TextKind.StdoutPiece:
      case TextKind.StderrPiece: {
        const name = this.#lanes.get(lane)
        lines.push({
          ...this.#unfinished.add(kind, lane, text, cut),
          thread: name?.thread ?? name?.name ?? 'MainThread',
          task: name?.isThread === false ? name.name : undefined,
          lane,
          time,
        })
        break
      }
      case TextKind.LaneName: {
        const [name, thread] = text.split('\n').map(shortenedName) as [string, string?]
        this.#lanes.set(lane, { name, isThread: thread === undefined, thread })
        this.#listener({ type: 'name', of: 'lane', id: lane, name })
        break
      }
      case TextKind.SubjectName:
        this.#listener({ type: 'name', of: 'subject', id: lane, name: shortenedName(text) })
        break
      case TextKind.Deadlock:
        this.#listener({ type: 'deadlock', deadlock: { ...deadlockReport(text), time } })
        break
      case TextKind.Problem:
        this.#listener({ type: 'problem', problem: this.#problem(this.#named(problemReport(text), lane), time) })
        break
      default:
        throw new TypeError(`a record of unknown kind: ${String(kind)}`)
    }
  }

  /** Adds the thread's name to a thread's problem where the report has none. */
  #named(report: ProblemReport, lane: number): ProblemReport {
    const name = this.#lanes.get(lane)
    return report.origin === 'thread' && report.where === '' ? { ...report, where: name?.thread ?? name?.name ?? '' } : report
  }
}
