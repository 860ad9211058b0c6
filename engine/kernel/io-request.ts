/**
 * Requests to the outside world. A thread sends its request to the sandbox's frame as a message; the answers come
 * through shared memory, since a blocked thread receives no messages.
 */
import type { WorkerIo } from '../protocol/io'
import type { WorkerToSandbox } from '../protocol/messages'
import { IO_WORDS, IoState, IoWord } from '../protocol/layout'
import { NodeKind } from '../protocol/loop-layout'
import { allocate, free } from './allocator'
import { current } from './current'
import { onFreshRun } from './fresh-run'
import { futexWait } from './futex'
import { bytes, words } from './memory'
import { outsidePoint } from './schedule'

/** The most bytes in one answer. */
const MAX_BUFFER_BYTES = 1024 * 1024
/** Bytes for a response's head, and for a small body with it. */
const HEAD_BYTES = 4 * 1024
const decoder = new TextDecoder()

/** A request. */
export interface IoRequestOptions {
  url: string
  method: string
  headers: [string, string][]
  body?: ArrayBuffer
  /** Whether the body should come together with the head rather than piece by piece. */
  whole: boolean
}

/** The head of a response. */
export interface IoHead {
  status: number
  reason: string
  headers: [string, string][]
  url: string
}

/** One answer of the bridge. */
export type IoEvent
  = | { type: 'head', head: IoHead }
  /** The response has arrived; if `data` is shorter than the body's `length` bytes, the rest can be pulled. */
    | { type: 'whole', head: IoHead, length: number, data: Uint8Array<ArrayBuffer> }
    | { type: 'chunk', data: Uint8Array<ArrayBuffer> }
    | { type: 'end' }
    | { type: 'failed', message: string }

let runId = 0
let openRequests = 0

/** The number of this thread's open requests. */
export function countOpenRequests(): number {
  return openRequests
}

/** Sets the run that this worker belongs to. */
export function attachIo(run: number): void {
  runId = run
}

/** A request to the I/O bridge. Answers come one at a time, each after it was requested. */
export class IoRequest {
  /** Its block in shared memory. */
  readonly address: number
  #open = true
  /** Whether an answer has arrived that has not been taken. */
  #hasAnswer = false

  /**
   * @param options a request to an address, or the prompt of a line of standard input
   * @param inbox the event loop's inbox for the answers; 0 to wait for them with {@link wait}
   */
  constructor(options: IoRequestOptions | { prompt: string }, inbox: number) {
    outsidePoint('prompt' in options ? 'input' : 'request')
    openRequests++
    this.address = allocate(IO_WORDS)
    words.fill(0, this.address, this.address + IO_WORDS)
    words[this.address + IoWord.Kind] = NodeKind.Io
    words[this.address + IoWord.Inbox] = inbox
    this.#provide(HEAD_BYTES)
    this.#send('prompt' in options ? { type: 'input', address: this.address, ...options } : { type: 'open', address: this.address, ...options })
  }

  #provide(capacity: number): void {
    const buffer = allocate(capacity / 4)
    words[this.address + IoWord.Buffer] = buffer
    words[this.address + IoWord.Capacity] = capacity
    Atomics.store(words, this.address + IoWord.State, IoState.Pending)
  }

  #send(operation: WorkerIo): void {
    const message: WorkerToSandbox = { type: 'io', run: runId, worker: current.worker, operation }
    postMessage(message)
  }

  /**
   * Requests the next piece of the body.
   *
   * @param size its maximum number of bytes
   */
  pull(size: number): void {
    this.#provide(Math.min(size + 3 & ~3, MAX_BUFFER_BYTES))
    this.#send({ type: 'pull', address: this.address })
  }

  /** Waits for the answer, blocking this thread; call it with the GIL released. Returns false when the time is up. */
  wait(timeout: number): boolean {
    const deadline = performance.now() + timeout
    while (Atomics.load(words, this.address + IoWord.State) === IoState.Pending) {
      const left = deadline - performance.now()
      if (left <= 0)
        return false
      futexWait(this.address + IoWord.State, IoState.Pending, left)
    }
    return true
  }

  /** Takes the answer that has arrived. */
  take(): IoEvent {
    this.#hasAnswer = false
    const state: IoState = Atomics.load(words, this.address + IoWord.State)
    const data = takeBuffer(this.address)
    switch (state) {
      case IoState.Head:
        return { type: 'head', head: JSON.parse(decoder.decode(data)) as IoHead }
      case IoState.Whole:
        return this.#whole(data)
      case IoState.Chunk:
        return { type: 'chunk', data }
      case IoState.End:
        this.finish()
        return { type: 'end' }
      default:
        this.finish()
        return { type: 'failed', message: decoder.decode(data) }
    }
  }

  #whole(data: Uint8Array<ArrayBuffer>): IoEvent {
    const begin = 4 + new DataView(data.buffer).getUint32(0, true)
    const { length, ...head } = JSON.parse(decoder.decode(data.subarray(4, begin))) as IoHead & { length: number }
    const body = data.subarray(begin)
    if (body.length === length)
      this.finish()
    return { type: 'whole', head, length, data: body }
  }

  /** Notes that an answer has arrived. */
  answered(): void {
    this.#hasAnswer = true
  }

  /**
   * Abandons the request, if it is still running. Its block is not reused, since messages about it may still be on their
   * way. A loop that waits for an answer gets one more, and must {@link dropAnswer drop} it.
   */
  cancel(): void {
    if (!this.#open)
      return
    this.#open = false
    openRequests--
    this.#send({ type: 'cancel', address: this.address })
    if (this.#hasAnswer)
      dropAnswer(this.address)
  }

  /** Frees the request after its last answer: no message refers to it any more. */
  finish(): void {
    if (!this.#open)
      return
    this.#open = false
    openRequests--
    free(this.address)
  }
}

/** Takes the data of an answer, and frees the buffer. */
function takeBuffer(address: number): Uint8Array<ArrayBuffer> {
  const buffer = words[address + IoWord.Buffer]!
  const length = words[address + IoWord.Length]!
  const data = bytes.slice(buffer * 4, buffer * 4 + length) as Uint8Array<ArrayBuffer>
  free(buffer)
  return data
}

/** Drops the last answer to an abandoned request. */
export function dropAnswer(address: number): void {
  free(words[address + IoWord.Buffer]!)
}

onFreshRun(() => openRequests = 0)
