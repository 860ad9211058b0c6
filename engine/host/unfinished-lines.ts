/** Unfinished lines, shown as a terminal does. */
import type { OutputLine } from '../protocol/run'
import { cut as beginningOf, MAX_LINE_LETTERS } from '../protocol/lengths'
import { TextKind } from '../protocol/text'

/** A line, the column of its next letter, and the number of letters cut off at its end. */
interface Written {
  text: string
  column: number
  cut: number
}

const NOTHING: Written = { text: '', column: 0, cut: 0 }

/** Writes text as a terminal does: a carriage return goes back to the start of the line, and what follows overwrites it. */
export function write({ text, column, cut }: Written, more: string): Written {
  let line = text
  let at = column
  for (const [index, part] of more.split('\r').entries()) {
    if (index > 0)
      at = 0
    line = line.slice(0, at) + part + line.slice(at + part.length)
    at += part.length
  }
  const kept = beginningOf(line, MAX_LINE_LETTERS)
  return { text: kept, column: Math.min(at, kept.length), cut: cut + line.length - kept.length }
}

/** The unfinished lines of one run: one for each stream of each lane. */
export class UnfinishedLines {
  readonly #lines = new Map<string, Written>()

  /**
   * Adds written text.
   *
   * @param kind the stream, and whether the line ends here
   * @param lane the lane that wrote it
   * @param text the text
   * @param cut the number of letters cut off at its end
   * @returns the whole line so far
   */
  add(kind: TextKind, lane: number, text: string, cut = 0): Pick<OutputLine, 'stream' | 'text' | 'cut' | 'unfinished'> {
    const stream = kind === TextKind.Stdout || kind === TextKind.StdoutPiece ? 'stdout' : 'stderr'
    const isPiece = kind === TextKind.StdoutPiece || kind === TextKind.StderrPiece
    if (!isPiece && this.#lines.size === 0 && !text.includes('\r'))
      return { stream, text, ...cut > 0 && { cut } }
    const key = `${stream} ${lane}`
    const line = write(this.#lines.get(key) ?? NOTHING, text)
    line.cut += cut
    const output = { stream, text: line.text, ...line.cut > 0 && { cut: line.cut } } as const
    if (!isPiece) {
      this.#lines.delete(key)
      return output
    }
    this.#lines.set(key, line)
    return { ...output, unfinished: true }
  }
}
