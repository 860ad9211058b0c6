import type { RunEvent } from '../../engine/protocol/run-event'
import type { StageMessage } from '../runs/messages'
import type { RunSnapshot } from '../runs/run-events'
import type { RoomNews } from './messages'
import { TraceBudget } from '../runs/trace-budget'

/** Most bytes of records and letters of output that a run sends event by event; the rest comes with its snapshots. */
const MOST_TRACE = 1_000_000
const MOST_LETTERS = 100_000
/** Most letters in an event that is sent whole. */
const MOST_EVENT = 200_000
/** Events that may be a run's last for a while, or forever. */
const PAUSES: ReadonlySet<string> = new Set<RunEvent['type']>(['end', 'gone', 'deadlock', 'input'])
/** How much of a run goes into a snapshot. */
export const MOST_OF_RUN = { lines: 1000, letters: 60_000, records: 5000 }

/** Chooses which messages of the windows go to the room, and cuts a flood of output down to what a phone can take. */
export class NewsFilter {
  private readonly traces = new TraceBudget(MOST_TRACE)
  /** How many letters each run has printed. */
  private readonly letters = new Map<string, number>()

  /** @param snapshot gives a snapshot of a file's latest run */
  constructor(private readonly snapshot: (file: string) => RunSnapshot | undefined) {}

  /** @returns `undefined` for a message that is not for the room, or too much for it */
  newsOf(message: StageMessage): RoomNews | undefined {
    switch (message.type) {
      case 'set':
      case 'clear':
      case 'run':
        return message
      case 'event':
        return this.eventNews(message)
      default:
        return undefined
    }
  }

  private eventNews(message: Extract<StageMessage, { type: 'event' }>): RoomNews | undefined {
    const { file, run, event } = message
    const known = this.letters.get(run) ?? 0
    const added = event.type === 'output' ? event.lines.reduce((sum, { text }) => sum + text.length + 100, 0) : 0
    const size = event.type === 'trace' ? event.batch.byteLength * 4 / 3 : added
    const letters = known + (size > MOST_EVENT ? MOST_LETTERS + 1 : added)
    this.letters.set(run, letters)
    if (letters <= MOST_LETTERS)
      return this.traces.thinned(message) as RoomNews
    // From here on events are missing: when the run ends or pauses, a snapshot shows its last output.
    if (!PAUSES.has(event.type))
      return undefined
    const snapshot = this.snapshot(file)
    return snapshot?.info.id === run ? { type: 'snapshot', snapshot } : undefined
  }
}
