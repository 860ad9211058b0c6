import type { OutputLine } from '../../engine/protocol/run'

/** More lines than this are not kept; the oldest go first, and the log says how many. */
export const MOST_LINES = 200_000

/** The lines that a run has printed. Plain data: whoever shows it is told when it has changed. */
export class OutputLog {
  private lines: OutputLine[] = []
  /** How many lines were let go at the beginning. */
  dropped = 0
  /** Length of the longest name of a thread or task that printed something. */
  longestName = 0

  get length(): number {
    return this.lines.length
  }

  /** A stretch of lines, for the part that is in sight. */
  slice(first: number, end: number): OutputLine[] {
    return this.lines.slice(first, end)
  }

  push(lines: readonly OutputLine[]) {
    for (const line of lines) {
      this.lines.push(line)
      this.longestName = Math.max(this.longestName, nameOf(line).length)
    }
    if (this.lines.length > MOST_LINES) {
      // A tenth at a time: cutting off one line at each push would copy all of them each time.
      const excess = this.lines.length - MOST_LINES + MOST_LINES / 10
      this.lines = this.lines.slice(excess)
      this.dropped += excess
    }
  }

  /** The whole text, as a file would hold it. */
  text(): string {
    return this.lines.map(line => line.text).join('\n')
  }
}

/** Who printed a line: the task, or else the thread. */
export function nameOf(line: OutputLine): string {
  return line.task ?? line.thread
}
