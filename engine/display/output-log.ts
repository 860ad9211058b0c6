import type { OutputLine } from '../protocol/run'
import { Printed, shortName } from '../insight'
import { moreLetters } from '../protocol/lengths'

/** More lines than this are not kept; the oldest go first, and the log says how many. */
export const MOST_LINES = 200_000
/** Nor more letters. */
export const MOST_LETTERS = 50_000_000
/** Letters of a name beside a line: `MainThread`. A longer one would push the text out of sight. */
const NAME_LETTERS = 10

/** The lines that a run has printed. Plain data: the owner has to trigger updates. */
export class OutputLog {
  private readonly printed = new Printed()
  /** Letters of the longest name beside a line. */
  nameWidth = 0
  /** Whether more than one thread or task printed something. */
  hasSeveralNames = false
  private firstName: string | undefined
  private letters = 0

  get length(): number {
    return this.printed.lines.length
  }

  /** How many lines were let go at the beginning. */
  get dropped(): number {
    return this.printed.dropped
  }

  set dropped(count: number) {
    this.printed.dropped = count
  }

  /** A stretch of lines, for the part that is in sight. */
  slice(first: number, end: number): OutputLine[] {
    return this.printed.lines.slice(first, end)
  }

  push(lines: readonly OutputLine[]) {
    for (const line of lines) {
      this.letters += line.text.length - (this.printed.add(line)?.text.length ?? 0)
      const name = nameOf(line)
      this.nameWidth = Math.max(this.nameWidth, shownName(line).length)
      this.firstName ??= name
      this.hasSeveralNames ||= name !== this.firstName
    }
    // A tenth at a time: cutting off one line at each push would copy all of them each time.
    if (this.length > MOST_LINES)
      this.keep(MOST_LINES * 0.9)
    if (this.letters > MOST_LETTERS)
      this.keep(lastLines(this.printed.lines, MOST_LETTERS * 0.9).length)
  }

  private keep(count: number) {
    this.printed.drop(this.length - count)
    this.letters = lettersOf(this.printed.lines)
  }

  /** The whole text, as a file would hold it. */
  text(): string {
    return this.printed.lines.map(textOf).join('\n')
  }
}

/** Who printed a line: the task, or else the thread. */
export function nameOf(line: OutputLine): string {
  return line.task ?? line.thread
}

/** That name as it stands beside the line: without the thread's target, and shortened. */
export function shownName(line: OutputLine): string {
  return shortName(nameOf(line), NAME_LETTERS)
}

/** A line as text, with a note for letters that were cut off. */
function textOf({ text, cut }: OutputLine): string {
  return cut ? `${text} ${moreLetters(cut)}` : text
}

/** The last lines that have at most so many letters together. */
export function lastLines(lines: readonly OutputLine[], letters: number): OutputLine[] {
  let first = lines.length
  for (let left = letters; first > 0; first--) {
    left -= lines[first - 1]!.text.length
    if (left < 0)
      break
  }
  return lines.slice(first)
}

function lettersOf(lines: readonly OutputLine[]): number {
  return lines.reduce((sum, { text }) => sum + text.length, 0)
}
