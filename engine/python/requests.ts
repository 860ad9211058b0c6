/** Requests of the program, which the page answers: by messages, since nothing else reaches this worker. */
import type { IoAnswer, IoRequest } from '../protocol/messages'
import type { Controlled } from './controlled'
import type { Scheduler } from './scheduler'

/** An answer, as lib/web.py takes it. */
export interface Answer {
  /** Why there is none; empty when there is one. */
  error: string
  status: number
  reason: string
  /** Names and values in turn. */
  headers: string[]
  url: string
  body: Uint8Array
}

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

  /** Makes a request; gives its number. The answer goes to an event loop, or to the thread that {@link expect} names. */
  open(loop: number, url: string, method: string, headers: [string, string][], body: ArrayBuffer | undefined): number {
    const request = ++this.#last
    this.#open.set(request, { token: 0, loop })
    if (this.#controlled)
      this.#schedule(request, this.#controlled.time + waitOf(url))
    this.#send({ type: 'io-open', run: this.#run, request, url, method, headers, body, whole: true }, body ? [body] : [])
    return request
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
    if (this.#open.delete(request))
      this.#send({ type: 'io-cancel', run: this.#run, request }, [])
    this.#answers.delete(request)
  }

  /** An answer has come. */
  receive(answer: IoAnswer): void {
    const waiting = this.#open.get(answer.request)
    if (!waiting || answer.type === 'io-body')
      return
    if (answer.type === 'io-line') {
      if (answer.line !== undefined)
        this.#inputs.set(answer.request, answer.line)
      this.#hand(answer.request, waiting)
      return
    }
    this.#answers.set(answer.request, answer.type === 'io-failed'
      ? { error: answer.message || 'failed', status: 0, reason: '', headers: [], url: '', body: new Uint8Array(0) }
      : { error: '', status: answer.status, reason: answer.reason, headers: answer.headers.flat(), url: answer.url, body: new Uint8Array(answer.body ?? new ArrayBuffer(0)) })
    if (this.#controlled)
      this.#scheduler.resume()
    else
      this.#hand(answer.request, waiting)
  }

  /** Gives an answer to who waits for it. */
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

/** How long the deck's endpoint takes to answer, as the address says; in a Controlled run it takes exactly that. */
function waitOf(url: string): number {
  return Number(/[?&]ms=(\d+)/.exec(url)?.[1] ?? 0)
}
