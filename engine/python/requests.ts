/** Requests of the program, which the page answers: by messages, since nothing else reaches this worker. */
import type { IoAnswer, IoRequest } from '../protocol/io'
import type { Controlled } from './controlled'
import type { Scheduler } from './scheduler'
import { ChunkSchedule, numberIn, Stream } from './streams'

/** An answer, as lib/requests.py takes it. */
export interface Answer {
  /** Why there is none; empty when there is one. */
  error: string
  status: number
  reason: string
  /** Names and values in turn. */
  headers: string[]
  url: string
  body: Uint8Array
  /** Whether a body that is read piece by piece is over. */
  isOver: boolean
}

const NOTHING: Answer = { error: '', status: 0, reason: '', headers: [], url: '', body: new Uint8Array(0), isOver: false }

/** Who gets an answer: a thread that waits for it, or an event loop. */
interface Waiting { token: number, loop: number }

/** The open requests of a run. */
export class Requests {
  readonly #run: number
  readonly #send: (message: IoRequest, transfer: Transferable[]) => void
  readonly #scheduler: Scheduler
  readonly #open = new Map<number, Waiting>()
  readonly #answers = new Map<number, Answer>()
  readonly #inputs = new Map<number, string>()
  /** The responses whose bodies are read piece by piece. */
  readonly #streams = new Map<number, Stream>()
  /** For each event loop the requests that have been answered, and the token of its wait. */
  readonly #loops = new Map<number, { arrived: number[], token: number }>()
  /** In a Controlled run: when each request's answer is due, in the order in which they are. */
  readonly #due: { request: number, time: number }[] = []
  readonly #controlled: Controlled | undefined
  #last = 0

  /** @param controlled none for a Real run */
  constructor(run: number, scheduler: Scheduler, controlled: Controlled | undefined, send: (message: IoRequest, transfer: Transferable[]) => void) {
    this.#run = run
    this.#scheduler = scheduler
    this.#controlled = controlled
    this.#send = send
  }

  /** Whether an answer is on its way. */
  get pending(): boolean {
    return this.#open.size > 0
  }

  /**
   * Makes a request; gives its number. The answer goes to an event loop, or to the thread that {@link expect} names.
   *
   * @param isStream whether the answer is the head alone, and the body is to be asked for with {@link pull}
   */
  open(loop: number, url: string, method: string, headers: [string, string][], body: ArrayBuffer | undefined, isStream: boolean): number {
    const request = ++this.#last
    this.#open.set(request, { token: 0, loop })
    const begin = this.#controlled?.time
    const schedule = isStream && begin !== undefined ? new ChunkSchedule(url, begin) : undefined
    if (isStream)
      this.#streams.set(request, new Stream(loop, schedule))
    if (begin !== undefined)
      this.#schedule(request, schedule?.due ?? begin + numberIn(url, 'ms', 0))
    this.#send({ type: 'io-open', run: this.#run, request, url, method, headers, body, whole: !isStream || schedule !== undefined }, body ? [body] : [])
    return request
  }

  /** Asks for the next piece of a body, which comes as an answer does. */
  pull(request: number): void {
    const stream = this.#streams.get(request)
    if (!stream)
      return
    const waiting: Waiting = { token: 0, loop: stream.loop }
    this.#open.set(request, waiting)
    const piece = stream.take()
    const { schedule } = stream
    if (piece) {
      this.#answers.set(request, { ...NOTHING, body: piece })
      if (this.#controlled)
        this.#schedule(request, this.#controlled.time)
      else
        this.#hand(request, waiting)
    }
    else if (schedule) {
      const { due } = schedule
      this.#takeChunk(request, schedule.take())
      this.#schedule(request, Math.max(due, this.#controlled!.time))
    }
    else {
      this.#send({ type: 'io-pull', run: this.#run, request }, [])
    }
  }

  #takeChunk(request: number, chunk: Uint8Array<ArrayBuffer> | undefined): void {
    const stream = this.#streams.get(request)
    if (chunk)
      stream?.add(chunk)
    else
      this.#streams.delete(request)
    this.#answers.set(request, { ...NOTHING, body: stream?.take() ?? NOTHING.body, isOver: chunk === undefined })
  }

  /** Asks for a line of standard input; gives the request's number. */
  openInput(prompt: string, hidden: boolean): number {
    const request = ++this.#last
    this.#open.set(request, { token: 0, loop: 0 })
    this.#send({ type: 'io-input', run: this.#run, request, prompt, hidden }, [])
    return request
  }

  /** Takes the line that has come; `undefined`: the input is over. */
  takeLine(request: number): string | undefined {
    const line = this.#inputs.get(request)
    this.#inputs.delete(request)
    return line
  }

  /** The running thread's wait is for this answer. */
  expect(request: number, token: number): void {
    const waiting = this.#open.get(request)
    if (waiting)
      waiting.token = token
    else
      this.#scheduler.unpark(token)
  }

  /** An event loop begins to wait; not if answers came while its thread ran: the browser's event loop has turns then, too. */
  expectAny(loop: number, token: number): void {
    const entry = this.#of(loop)
    entry.token = token
    if (entry.arrived.length > 0)
      this.#scheduler.unpark(token)
  }

  /** The requests of an event loop that have been answered since it asked last. */
  arrivals(loop: number): number[] {
    return this.#of(loop).arrived.splice(0)
  }

  #of(loop: number): { arrived: number[], token: number } {
    let entry = this.#loops.get(loop)
    if (!entry)
      this.#loops.set(loop, entry = { arrived: [], token: 0 })
    return entry
  }

  /** Takes the answer of a request. */
  take(request: number): Answer | undefined {
    const answer = this.#answers.get(request)
    this.#answers.delete(request)
    return answer
  }

  /** Gives a request up. */
  cancel(request: number): void {
    const isStream = this.#streams.delete(request)
    if (this.#open.delete(request) || isStream)
      this.#send({ type: 'io-cancel', run: this.#run, request }, [])
    this.#answers.delete(request)
  }

  /** An answer has come. */
  receive(answer: IoAnswer): void {
    const { request } = answer
    const waiting = this.#open.get(request)
    if (!waiting)
      return
    switch (answer.type) {
      case 'io-line':
        if (answer.line !== undefined)
          this.#inputs.set(request, answer.line)
        this.#hand(request, waiting)
        return
      case 'io-failed':
        this.#streams.delete(request)
        this.#answers.set(request, { ...NOTHING, error: answer.message || 'failed' })
        break
      case 'io-body':
        this.#takeChunk(request, answer.chunk && new Uint8Array(answer.chunk))
        break
      case 'io-head':
        this.#receiveHead(answer)
    }
    if (this.#controlled)
      this.#scheduler.resume()
    else
      this.#hand(request, waiting)
  }

  #receiveHead({ request, status, reason, headers, url, body: content = new ArrayBuffer(0) }: Extract<IoAnswer, { type: 'io-head' }>): void {
    const stream = this.#streams.get(request)
    const body = new Uint8Array(content)
    stream?.schedule?.receive(body)
    this.#answers.set(request, { ...NOTHING, status, reason, headers: headers.flat(), url, body: stream ? NOTHING.body : body })
  }

  /** Passes an answer to the thread or loop that waits for it. */
  #hand(request: number, waiting: Waiting): void {
    this.#open.delete(request)
    if (waiting.loop === 0) {
      this.#scheduler.unpark(waiting.token)
      return
    }
    const loop = this.#of(waiting.loop)
    loop.arrived.push(request)
    this.#scheduler.unpark(loop.token)
  }

  #schedule(request: number, time: number): void {
    const at = this.#due.findIndex(other => other.time > time)
    this.#due.splice(at < 0 ? this.#due.length : at, 0, { request, time })
  }

  /** When the next answer of a Controlled run is due; `Infinity` when none is awaited. */
  get nextDue(): number {
    return this.#due[0]?.time ?? Infinity
  }

  /** Hands that answer over; false while it isn't there. */
  letIn(): boolean {
    const [first] = this.#due
    if (!first)
      return true
    const waiting = this.#open.get(first.request)
    if (waiting && !this.#answers.has(first.request))
      return false
    this.#due.shift()
    if (waiting)
      this.#hand(first.request, waiting)
    return true
  }
}
