import process from 'node:process'

/** Tells on one line how far the recording has come; on a terminal the line is written over. */
export class Progress {
  #done = 0
  readonly #begin = performance.now()

  /** @param steps how many there are at most */
  constructor(private steps: number) {}

  /** A step turned out not to be needed. */
  skip() {
    this.steps--
  }

  /** The next step begins. */
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
