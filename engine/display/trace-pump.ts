import type { TraceModel, TraceSummary } from '../insight'
import { summarizing } from '../insight'
import { RECORD_BYTES } from '../protocol/trace'

/** How long reading the trace may take out of one frame, in milliseconds. */
const BUDGET = 3
/** Records that are read between two looks at the clock. */
const PORTION = 512
/** What takes longer to render has filled its frame, in milliseconds. */
const FULL_FRAME = 10
/** A page that isn't in sight gets no frames; then this often, in milliseconds. */
const HIDDEN_INTERVAL = 250

interface Listener {
  /** Something has changed that is to be shown in this frame. */
  frame: () => void
  /** The run is over and everything has been read: its summary. */
  totals: (summary: TraceSummary) => void
}

/**
 * Feeds a model from batches of records without ever holding a frame up: what doesn't fit into a frame's budget
 * waits for the next one. While the run goes on it moves the model's clock, so that waits grow on the timeline
 * although nothing is written about them.
 */
export class TracePump {
  private readonly batches: ArrayBuffer[] = []
  private read = 0
  private frame = 0
  private timer = 0
  private running = false
  /** Whether there is something to show apart from the time that goes by. */
  private asked = false
  private wasFull = false
  private wall: number | undefined
  private offset = Number.POSITIVE_INFINITY
  private adding: ReturnType<typeof summarizing> | undefined
  private disposed = false

  constructor(private readonly model: TraceModel, private readonly listener: Listener) {}

  /** The run has begun: from now on there is something to show in each frame. */
  start() {
    this.running = true
    this.next()
  }

  /** Takes a batch of whole records. */
  add(batch: ArrayBuffer) {
    if (batch.byteLength === 0)
      return
    // The records' clock began with the run: the newest record is at most as old as its way here was long.
    const newest = new Float64Array(batch, batch.byteLength - RECORD_BYTES, 1)[0]!
    this.offset = Math.min(this.offset, performance.now() - newest)
    this.batches.push(batch)
    this.request()
  }

  /** What was taken and not read yet. */
  get unread(): ArrayBuffer[] {
    return this.batches.map((batch, i) => i === 0 ? batch.slice(this.read * RECORD_BYTES) : batch)
  }

  /**
   * Says how late it is by the run's own clock, where the last record is long ago.
   *
   * @param horizon milliseconds since the run's epoch
   */
  sync(horizon: number) {
    this.offset = Math.min(this.offset, performance.now() - horizon)
  }

  /** Nothing will come any more. */
  finish(wall: number) {
    this.running = false
    this.wall = wall
    this.request()
  }

  /** Asks for a frame, since there is something to show. */
  request() {
    this.asked = true
    this.next()
  }

  private next() {
    if (this.disposed || this.frame || this.timer)
      return
    if (document.hidden)
      this.timer = window.setTimeout(() => this.step(), HIDDEN_INTERVAL)
    else
      this.frame = requestAnimationFrame(() => this.step())
  }

  dispose() {
    this.disposed = true
    cancelAnimationFrame(this.frame)
    clearTimeout(this.timer)
  }

  private step() {
    this.frame = this.timer = 0
    const deadline = performance.now() + BUDGET
    while (this.batches.length > 0 && performance.now() < deadline)
      this.portion(this.batches[0]!)
    if (this.running && this.offset < Number.POSITIVE_INFINITY)
      this.model.advance(performance.now() - this.offset)
    if (this.wall !== undefined && this.batches.length === 0 && !this.model.finished) {
      this.model.finish(this.wall)
      this.adding = summarizing(this.model)
    }
    this.show()
    this.sum(deadline)
    if (this.running || this.batches.length > 0 || this.adding)
      this.next()
  }

  private show() {
    // The frame after a full one is left to listeners that draw.
    if (this.wasFull && this.running) {
      this.wasFull = false
      return
    }
    // Before its first record a run has no lane that could grow, and a frame costs what the first line waits for.
    if (!this.asked && this.model.records === 0)
      return
    this.asked = false
    const begin = performance.now()
    this.listener.frame()
    // By then Vue has rendered.
    queueMicrotask(() => {
      this.wasFull = performance.now() - begin > FULL_FRAME
    })
  }

  private portion(batch: ArrayBuffer) {
    const read = this.model.feed(batch, this.read, PORTION)
    this.read += read
    if (read < PORTION) {
      this.batches.shift()
      this.read = 0
    }
  }

  private sum(deadline: number) {
    while (this.adding && performance.now() < deadline) {
      const step = this.adding.next()
      if (step.done) {
        this.adding = undefined
        this.listener.totals(step.value)
      }
    }
  }
}
