import type { OutputLine } from '../../engine/protocol/run'
import { moreLetters } from '../../engine/protocol/lengths'

/** More lines than this are not kept; the oldest go first, and the log says how many. */
export const MOST_LINES = 200_000
/** Nor more letters. */
export const MOST_LETTERS = 50_000_000

/** The lines that a run has printed. Plain data: whoever shows it is told when it has changed. */
export class OutputLog {
  private lines: OutputLine[] = []
  /** How many lines were let go at the beginning. */
  dropped = 0
  /** Length of the longest name of a thread or task that printed something. */
  longestName = 0
  private letters = 0

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
      this.letters += line.text.length
      this.longestName = Math.max(this.longestName, nameOf(line).length)
    }
    // A tenth at a time: cutting off one line at each push would copy all of them each time.
    if (this.lines.length > MOST_LINES)
      this.keep(this.lines.slice(this.lines.length - MOST_LINES * 0.9))
    if (this.letters > MOST_LETTERS)
      this.keep(lastLines(this.lines, MOST_LETTERS * 0.9))
  }

  private keep(lines: OutputLine[]) {
    this.dropped += this.lines.length - lines.length
    this.lines = lines
    this.letters = lettersOf(lines)
  }

  /** The whole text, as a file would hold it. */
  text(): string {
    return this.lines.map(textOf).join('\n')
  }
}

/** Who printed a line: the task, or else the thread. */
export function nameOf(line: OutputLine): string {
  return line.task ?? line.thread
}

/** A line as text, with what stands for the letters that are left out. */
export function textOf({ text, cut }: OutputLine): string {
  return cut ? `${text} ${moreLetters(cut)}` : text
}

/** The last lines that have at most so many letters together. */
export function lastLines(lines: OutputLine[], letters: number): OutputLine[] {
  let first = lines.length
  for (let left = letters; first > 0; first--) {
    left -= lines[first - 1]!.text.length
    if (left < 0)
      break
  }
  return first === 0 ? lines : lines.slice(first)
}

function lettersOf(lines: readonly OutputLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0)
}
