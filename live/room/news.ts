import type { StageMessage } from '../runs/messages'
import type { RunSnapshot } from '../runs/run-events'
import type { RoomNews } from './messages'
import { TraceBudget } from '../runs/trace-budget'

/** Bytes of records, and letters of output, that go to the room event by event; what a run has more comes with its snapshots. */
const MOST_TRACE = 1_000_000
const MOST_LETTERS = 100_000
/** The most letters of an event that is sent whole. */
const MOST_EVENT = 200_000
/** How much of a run a snapshot has. */
export const MOST_OF_RUN = { lines: 1000, letters: 60_000, records: 5000 }

/** What the room hears of what windows say: a flood of output is cut down to what a phone can take. */
export class NewsFilter {
  private readonly traces = new TraceBudget(MOST_TRACE)
  /** Letters that each run has printed. */
  private readonly letters = new Map<string, number>()

  /** @param snapshot a file's run as far as it has come */
  constructor(private readonly snapshot: (file: string) => RunSnapshot | undefined) {}

  /** @returns nothing for what is not the room's, or too much */
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
    // From here on its events have gaps: a snapshot has the end of what it has printed.
    if (event.type !== 'end' && event.type !== 'gone')
      return undefined
    const snapshot = this.snapshot(file)
    return snapshot?.info.id === run ? { type: 'snapshot', snapshot } : undefined
  }
}
