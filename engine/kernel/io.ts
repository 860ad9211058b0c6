import type { WorkerIo, WorkerToSandbox } from '../protocol/messages'
/**
 * Requests to the outside world. A thread writes what it wants into a message to the sandbox's frame; the answers
 * come through shared memory, since a blocked thread receives no messages.
 */
import { IO_WORDS, IoState, IoWord } from '../protocol/layout'
import { current } from './current'
import { futexWait } from './futex'
import { NodeKind } from './inbox'
import { allocate, bytes, free, words } from './memory'

/** Bytes that one answer can bring. */
const BUFFER_BYTES = 64 * 1024
/** Most bytes of a response's head. */
const HEAD_BYTES = 4 * 1024
const decoder = new TextDecoder()

/** What is asked for. */
export interface IoRequestOptions {
  url: string
  method: string
  headers: [string, string][]
  body?: ArrayBuffer
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
    | { type: 'chunk', data: Uint8Array<ArrayBuffer> }
    | { type: 'end' }
    | { type: 'failed', message: string }

let runId = 0
let openRequests = 0

/** How many requests of this thread are on their way. */
export function countOpenRequests(): number {
  return openRequests
}

/** Tells for which run this worker speaks. */
export function attachIo(run: number): void {
  runId = run
}

/** One request to the I/O bridge. Answers come one at a time, each after it was asked for. */
export class IoRequest {
  /** Its block in shared memory. */
  readonly address: number
  #open = true

  /** @param inbox the event loop's inbox that gets the answers; 0 to wait for them with {@link wait} */
  constructor(options: IoRequestOptions, inbox: number) {
    openRequests++
    this.address = allocate(IO_WORDS)
    words.fill(0, this.address, this.address + IO_WORDS)
    words[this.address + IoWord.Kind] = NodeKind.Io
    words[this.address + IoWord.Inbox] = inbox
    this.#provide(HEAD_BYTES)
    this.#send({ type: 'open', address: this.address, ...options })
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

  /** Asks for the next piece of the body. */
  pull(): void {
    this.#provide(BUFFER_BYTES)
    this.#send({ type: 'pull', address: this.address })
  }

  /** Waits for the answer, blocking this thread; to be called with the GIL released. Gives false when the time is over. */
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

  /** Takes the answer that has come. */
  take(): IoEvent {
    const buffer = words[this.address + IoWord.Buffer]!
    const length = words[this.address + IoWord.Length]!
    const data = bytes.slice(buffer * 4, buffer * 4 + length) as Uint8Array<ArrayBuffer>
    free(buffer)
    switch (Atomics.load(words, this.address + IoWord.State) as IoState) {
      case IoState.Head:
        return { type: 'head', head: JSON.parse(decoder.decode(data)) as IoHead }
      case IoState.Chunk:
        return { type: 'chunk', data }
      case IoState.End:
        this.#close()
        return { type: 'end' }
      default:
        this.#close()
        return { type: 'failed', message: decoder.decode(data) }
    }
  }

  /** Gives the request up. Its block is not used again, since an answer may still be on its way. */
  cancel(): void {
    if (!this.#open)
      return
    this.#send({ type: 'cancel', address: this.address })
    this.#close()
  }

  #close(): void {
    openRequests--
    this.#open = false
  }
}
