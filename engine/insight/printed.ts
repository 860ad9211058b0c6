import type { OutputLine } from '../protocol/run'

/** The lines that a run has printed. An unfinished line is replaced by what it becomes. */
export class Printed {
  #lines: OutputLine[] = []
  /** How many lines were let go at the beginning. */
  dropped = 0
  /** Places of the lines without an end, counted with the dropped ones, by stream and lane. */
  readonly #unfinished = new Map<string, number>()

  get lines(): readonly OutputLine[] {
    return this.#lines
  }

  /**
   * Adds a line, or replaces the one that it continues; the first part's time counts.
   *
   * @returns the line that it replaced
   */
  add(line: OutputLine): OutputLine | undefined {
    if (this.#unfinished.size === 0 && !line.unfinished) {
      this.#lines.push(line)
      return undefined
    }
    const key = `${line.stream} ${line.lane}`
    const at = (this.#unfinished.get(key) ?? -1) - this.dropped
    const before = this.#lines[at]
    if (before)
      this.#lines[at] = { ...line, time: before.time }
    else
      this.#lines.push(line)
    if (!line.unfinished)
      this.#unfinished.delete(key)
    else if (!before)
      this.#unfinished.set(key, this.dropped + this.#lines.length - 1)
    return before
  }

  /** Lets the first lines go. */
  drop(count: number): void {
    this.#lines = this.#lines.slice(count)
    this.dropped += count
  }
}

/** The lines after all of these have arrived. */
export function printed(lines: Iterable<OutputLine>): readonly OutputLine[] {
  const all = new Printed()
  for (const line of lines)
    all.add(line)
  return all.lines
}
