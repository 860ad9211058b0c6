import type { IoAnswer, SandboxToHost, WorkerIo } from '../protocol/messages'
/** Carries requests of a run's threads to the page and writes the answers into the run's memory. */
import { InboxWord, IoState, IoWord } from '../protocol/layout'

const encoder = new TextEncoder()

/** A request that is open. */
interface OpenRequest {
  address: number
  /** What the page has sent and the thread has not asked for yet. */
  rest: Uint8Array
}

/** The I/O of one run. */
export class FrameIo {
  readonly #run: number
  readonly #words: Int32Array<SharedArrayBuffer>
  readonly #bytes: Uint8Array<SharedArrayBuffer>
  readonly #send: (message: SandboxToHost, transfer?: Transferable[]) => void
  readonly #open = new Map<number, OpenRequest>()
  readonly #idOf = new Map<number, number>()
  #lastId = 0

  constructor(run: number, memory: SharedArrayBuffer, send: (message: SandboxToHost, transfer?: Transferable[]) => void) {
    this.#run = run
    this.#words = new Int32Array(memory)
    this.#bytes = new Uint8Array(memory)
    this.#send = send
  }

  /** What a thread asks for. */
  request(operation: WorkerIo): void {
    const { address } = operation
    if (operation.type === 'open') {
      const request = ++this.#lastId
      this.#open.set(request, { address, rest: new Uint8Array(0) })
      this.#idOf.set(address, request)
      const { url, method, headers, body } = operation
      this.#send({ type: 'io-open', run: this.#run, request, url, method, headers, body }, body ? [body] : [])
      return
    }
    const request = this.#idOf.get(address)
    const open = request === undefined ? undefined : this.#open.get(request)
    if (request === undefined || !open)
      return
    if (operation.type === 'cancel')
      this.#cancel(request, address)
    else if (open.rest.length > 0)
      this.#deliver(open, open.rest)
    else
      this.#send({ type: 'io-pull', run: this.#run, request })
  }

  #cancel(request: number, address: number): void {
    this.#open.delete(request)
    this.#idOf.delete(address)
    this.#send({ type: 'io-cancel', run: this.#run, request })
  }

  /** What the page answers. */
  answer(answer: IoAnswer): void {
    const open = this.#open.get(answer.request)
    if (!open)
      return
    switch (answer.type) {
      case 'io-head': {
        const { status, reason, headers, url } = answer
        this.#write(open.address, IoState.Head, encoder.encode(JSON.stringify({ status, reason, headers, url })))
        break
      }
      case 'io-body':
        if (answer.chunk) {
          this.#deliver(open, new Uint8Array(answer.chunk))
        }
        else {
          this.#close(answer.request, open)
          this.#write(open.address, IoState.End, new Uint8Array(0))
        }
        break
      case 'io-failed':
        this.#close(answer.request, open)
        this.#write(open.address, IoState.Failed, encoder.encode(answer.message))
    }
  }

  #close(request: number, { address }: OpenRequest): void {
    this.#open.delete(request)
    this.#idOf.delete(address)
  }

  #deliver(open: OpenRequest, data: Uint8Array): void {
    const length = Math.min(data.length, this.#words[open.address + IoWord.Capacity]!)
    open.rest = data.subarray(length)
    this.#write(open.address, IoState.Chunk, data.subarray(0, length))
  }

  /** Writes an answer into a request's block and tells who waits for it. */
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

  /** Leaves a node in an event loop's inbox, as kernel/inbox.ts does. */
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
