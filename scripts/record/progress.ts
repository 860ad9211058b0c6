import process from 'node:process'

/** Shows the progress of a recording on one line, which is overwritten on a terminal. */
export class Progress {
  #done = 0
  readonly #begin = performance.now()

  /** @param steps the most steps there can be */
  constructor(private steps: number) {}

  /** A step turned out not to be needed. */
  skip() {
    this.steps--
  }

  /** Starts the next step. */
  step(what: string) {
    this.#done++
    const minutes = ((performance.now() - this.#begin) / 60_000).toFixed(1)
    this.#write(`${this.#done} of ${this.steps} · ${minutes} min · ${what} …`)
  }

  /** Prints a line that stays. */
  say(line: string) {
    if (process.stderr.isTTY)
      process.stderr.write('\r\x1B[K')
    console.log(line)
  }

  #write(line: string) {
    process.stderr.write(process.stderr.isTTY ? `\r\x1B[K${line}` : `${line}\n`)
  }
}
