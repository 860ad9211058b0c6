/** Words that a span keeps beside its time. */
export enum SpanWord {
  State = 0,
  Subject = 1,
  Line = 2,
  Peer = 3,
}

const WORDS = 4
const FIRST_CAPACITY = 4

/**
 * The changes of one lane's state, sorted by time, in two growing typed arrays: a run may have a million of
 * them, which as objects would cost ten times the memory and a pause of the garbage collector.
 */
export class SpanColumns {
  /** The number of entries; the arrays' content beyond it is meaningless. */
  length = 0
  /** When each begins, in milliseconds since the run's epoch. */
  times = new Float64Array(FIRST_CAPACITY)
  /** {@link SpanWord}s, four for each. */
  words = new Int32Array(FIRST_CAPACITY * WORDS)

  /**
   * Adds a change at its place in time. Nearly all come in order; those of another thread's ring may be late.
   *
   * @returns its index
   */
  insert(time: number, state: number, subject: number, line: number, peer: number): number {
    const at = this.length === 0 || time >= this.times[this.length - 1]! ? this.length : this.indexAfter(time)
    return this.insertAt(at, time, state, subject, line, peer)
  }

  /** Adds a change at a given place; the caller answers for the order. */
  insertAt(at: number, time: number, state: number, subject: number, line: number, peer: number): number {
    if (this.length === this.times.length)
      this.grow()
    if (at < this.length) {
      this.times.copyWithin(at + 1, at, this.length)
      this.words.copyWithin((at + 1) * WORDS, at * WORDS, this.length * WORDS)
    }
    this.times[at] = time
    const word = at * WORDS
    this.words[word + SpanWord.State] = state
    this.words[word + SpanWord.Subject] = subject
    this.words[word + SpanWord.Line] = line
    this.words[word + SpanWord.Peer] = peer
    this.length++
    return at
  }

  /** Reads one word of the change at `index`. */
  word(index: number, word: SpanWord): number {
    return this.words[index * WORDS + word]!
  }

  /**
   * Index of the first change later than `time`, from `low` on; {@link length} when there is none.
   * The change that is in force at `time` is the one before it.
   */
  indexAfter(time: number, low = 0): number {
    let high = this.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.times[middle]! <= time)
        low = middle + 1
      else
        high = middle
    }
    return low
  }

  private grow() {
    const capacity = this.times.length * 2
    const times = new Float64Array(capacity)
    times.set(this.times)
    this.times = times
    const words = new Int32Array(capacity * WORDS)
    words.set(this.words)
    this.words = words
  }
}
