/** Passes requests of a run's threads on to the page, and writes the answers into the run's memory. */
import type { IoAnswer, WorkerIo } from '../protocol/io'
import type { SandboxToHost } from '../protocol/messages'
import { InboxWord, IoState, IoWord } from '../protocol/layout'

const encoder = new TextEncoder()

/** Number of the last request; all processes of a run share the count. */
let lastRequest = 0

/** An open request. */
interface OpenRequest {
  address: number
  /** Data from the page that the thread has not asked for yet. */
  rest: Uint8Array
  /** Whether the page has sent everything. */
  whole: boolean
}

/** The I/O of one run. */
export class FrameIo {
  readonly #run: number
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #bytes: Uint8Array<SharedArrayBuffer>
  readonly #send: (message: SandboxToHost, transfer?: Transferable[]) => void
  readonly #open = new Map<number, OpenRequest>()
  readonly #idOf = new Map<number, number>()

  constructor(run: number, memory: SharedArrayBuffer, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    this.#run = run
    this.#words = new Int32Array(memory)
    this.#bytes = new Uint8Array(memory)
    this.#send = send
  }

  /** Handles a thread's operation. */
  request(operation: WorkerIo): void {
    const { address } = operation
    if (operation.type === 'input') {
      const request = this.#begin(address)
      this.#send({ type: 'io-input', run: this.#run, request, prompt: operation.prompt, hidden: false })
      return
    }
    if (operation.type === 'open') {
      const request = this.#begin(address)
      const { url, method, headers, body, whole } = operation
      this.#send({ type: 'io-open', run: this.#run, request, url, method, headers, body, whole }, body ? [body] : [])
      return
    }
    const request = this.#idOf.get(address)
    const open = request === undefined ? undefined : this.#open.get(request)
    if (request === undefined || !open)
      return
    if (operation.type === 'cancel')
      this.#cancel(request, address)
    else if (open.rest.length > 0)
      this.#deliver(request, open, open.rest)
    else
      this.#send({ type: 'io-pull', run: this.#run, request })
  }

  /** Numbers a request. */
  #begin(address: number): number {
    const request = ++lastRequest
    this.#open.set(request, { address, rest: new Uint8Array(0), whole: false })
    this.#idOf.set(address, request)
    return request
  }

  /** Abandons a request. A loop that waits for its answer gets one; nothing is written after that. */
  #cancel(request: number, address: number): void {
    this.#open.delete(request)
    this.#idOf.delete(address)
    this.#send({ type: 'io-cancel', run: this.#run, request })
    if (this.#words[address + IoWord.Inbox] !== 0 && Atomics.load(this.#words, address + IoWord.State) === IoState.Pending)
      this.#write(address, IoState.Failed, new Uint8Array(0))
  }

  /** Handles an answer of the page. */
  answer(answer: IoAnswer): void {
    const open = this.#open.get(answer.request)
    if (!open)
      return
    switch (answer.type) {
      case 'io-head': {
        const { status, reason, headers, url, body } = answer
        if (body)
          this.#deliverWhole(answer.request, open, JSON.stringify({ status, reason, headers, url, length: body.byteLength }), new Uint8Array(body))
        else
          this.#write(open.address, IoState.Head, encoder.encode(JSON.stringify({ status, reason, headers, url })))
        break
      }
      case 'io-body':
        if (answer.chunk) {
          this.#deliver(answer.request, open, new Uint8Array(answer.chunk))
        }
        else {
          this.#close(answer.request, open)
          this.#write(open.address, IoState.End, new Uint8Array(0))
        }
        break
      case 'io-line':
        if (answer.line === undefined) {
          this.#close(answer.request, open)
          this.#write(open.address, IoState.End, new Uint8Array(0))
        }
        else {
          const text = encoder.encode(answer.line)
          this.#deliverWhole(answer.request, open, JSON.stringify({ length: text.length }), text)
        }
        break
      case 'io-failed':
        this.#close(answer.request, open)
        this.#write(open.address, IoState.Failed, encoder.encode(answer.message))
    }
  }

  /** Delivers head and body at once; the part of the body that doesn't fit is kept until requested. */
  #deliverWhole(request: number, open: OpenRequest, head: string, body: Uint8Array): void {
    const text = encoder.encode(head)
    const room = this.#words[open.address + IoWord.Capacity]! - 4 - text.length
    const first = body.subarray(0, Math.max(0, room))
    const data = new Uint8Array(4 + text.length + first.length)
    new DataView(data.buffer).setUint32(0, text.length, true)
    data.set(text, 4)
    data.set(first, 4 + text.length)
    open.rest = body.subarray(first.length)
    open.whole = true
    if (open.rest.length === 0)
      this.#close(request, open)
    this.#write(open.address, IoState.Whole, data)
  }

  #close(request: number, { address }: OpenRequest): void {
    this.#open.delete(request)
    this.#idOf.delete(address)
  }

  #deliver(request: number, open: OpenRequest, data: Uint8Array): void {
    const length = Math.min(data.length, this.#words[open.address + IoWord.Capacity]!)
    open.rest = data.subarray(length)
    if (open.whole && open.rest.length === 0)
      this.#close(request, open)
    this.#write(open.address, IoState.Chunk, data.subarray(0, length))
  }

  /** Writes an answer into a request's block and wakes the waiting thread. */
  #write(address: number, state: IoState, data: Uint8Array): void {
    const words = this.#words
    const length = Math.min(data.length, words[address + IoWord.Capacity]!)
    this.#bytes.set(data.subarray(0, length), words[address + IoWord.Buffer]! * 4)
    words[address + IoWord.Length] = length
    Atomics.store(words, address + IoWord.State, state)
    const inbox = words[address + IoWord.Inbox]!
    if (inbox === 0)
      Atomics.notify(words, address + IoWord.State)
    else
      this.#push(inbox, address)
  }

  /** Posts a node to an event loop's inbox, as kernel/inbox.ts does. */
  #push(inbox: number, node: number): void {
    const words = this.#words
    let head: number
    do {
      head = Atomics.load(words, inbox + InboxWord.Head)
      words[node + IoWord.Next] = head
    } while (Atomics.compareExchange(words, inbox + InboxWord.Head, head, node) !== head)
    Atomics.add(words, inbox + InboxWord.Signal, 1)
    Atomics.notify(words, inbox + InboxWord.Signal)
  }
}
