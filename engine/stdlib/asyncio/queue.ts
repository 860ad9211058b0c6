/** Queues: Lib/asyncio/queues.py. */
import type { Suspension } from '../../kernel/coroutine'
import type { Future } from './future'
import type { AsyncResult } from './internal'
import { ValueError } from '../../kernel/errors'
import { hex } from '../../kernel/identity'
import { checkOptions } from '../../kernel/options'
import { lessThan } from '../../kernel/ordering'
import { repr } from '../builtins/functions'
import { registerLocalClass } from './crossing'
import { Deque } from './deque'
import { QueueEmpty, QueueFull, QueueShutDown } from './exceptions'
import { Heap } from './heap'
import { coroutine } from './internal'
import { LoopBound, waitInLine } from './loop-bound'

/** Options of {@link Queue}. */
export interface QueueOptions {
  /** The most items it holds; 0 or less: no limit. @default 0 */
  maxsize?: number
}

/** Where a queue keeps its items. */
export interface Store<T> extends Iterable<T> {
  readonly size: number
  push: (item: T) => void
  /** Removes the next item; only called when there is one. */
  take: () => T
}

class FifoStore<T> extends Deque<T> implements Store<T> {
  take(): T {
    return this.shift() as T
  }
}

/**
 * A queue for tasks: first in, first out.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue
 */
export class Queue<T = unknown> extends LoopBound {
  readonly #maxsize: number
  readonly #items: Store<T>
  readonly #getters = new Set<Future<void>>()
  readonly #putters = new Set<Future<void>>()
  readonly #joiners = new Set<Future<void>>()
  #unfinished = 0
  #isShutDown = false

  constructor(options: QueueOptions = {}) {
    super()
    checkOptions('Queue.__init__', options, ['maxsize'])
    this.#maxsize = options.maxsize ?? 0
    this.#items = this.makeStore()
  }

  /** @internal */
  protected makeStore(): Store<T> {
    return new FifoStore<T>()
  }

  /**
   * The most items it holds; 0 or less: no limit.
   *
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.maxsize
   */
  get maxsize(): number {
    return this.#maxsize
  }

  /**
   * How many items are in it.
   *
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.qsize
   */
  qsize(): number {
    return this.#items.size
  }

  /** @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.empty */
  empty(): boolean {
    return this.#items.size === 0
  }

  /** @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.full */
  full(): boolean {
    return this.#maxsize > 0 && this.#items.size >= this.#maxsize
  }

  /**
   * Puts an item into the queue, waiting for room if need be.
   *
   * @throws QueueShutDown when the queue was shut down
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.put
   */
  put(item: T): AsyncResult<void> {
    return coroutine('put', function* (this: Queue<T>) {
      while (this.full()) {
        if (this.#isShutDown)
          throw new QueueShutDown()
        yield* this.#waitIn(this.#putters, () => !this.full())
      }
      this.putNowait(item)
    }.bind(this))
  }

  /**
   * Puts an item into the queue, without waiting.
   *
   * @throws QueueFull when there is no room
   * @throws QueueShutDown when the queue was shut down
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.put_nowait
   */
  putNowait(item: T): void {
    if (this.#isShutDown)
      throw new QueueShutDown()
    if (this.full())
      throw new QueueFull()
    this.#items.push(item)
    this.#unfinished++
    wakeNext(this.#getters)
  }

  /**
   * Removes and returns the next item, waiting for one if need be.
   *
   * @throws QueueShutDown when the queue was shut down and is empty
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.get
   */
  get(): AsyncResult<T> {
    return coroutine('get', function* (this: Queue<T>) {
      while (this.empty()) {
        if (this.#isShutDown)
          throw new QueueShutDown()
        yield* this.#waitIn(this.#getters, () => !this.empty())
      }
      return this.getNowait()
    }.bind(this))
  }

  /**
   * Removes and returns the next item, without waiting.
   *
   * @throws QueueEmpty when there is none
   * @throws QueueShutDown when there is none and the queue was shut down
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.get_nowait
   */
  getNowait(): T {
    if (this.empty())
      throw this.#isShutDown ? new QueueShutDown() : new QueueEmpty()
    const item = this.#items.take()
    wakeNext(this.#putters)
    return item
  }

  /** Waits in line; a task that is woken and can't go on wakes the next one. */
  * #waitIn(line: Set<Future<void>>, canGoOn: () => boolean): Generator<Suspension, void, unknown> {
    const waiter = this.enqueue(line)
    try {
      yield* waitInLine(waiter, line)
    }
    catch (error) {
      waiter.cancel()
      if (canGoOn() && !waiter.cancelled())
        wakeNext(line)
      throw error
    }
  }

  /**
   * Marks one item taken from the queue as processed.
   *
   * @throws ValueError when called more often than items were put
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.task_done
   */
  taskDone(): void {
    if (this.#unfinished <= 0)
      throw new ValueError('task_done() called too many times')
    this.#unfinished--
    if (this.#unfinished === 0)
      wakeAll(this.#joiners)
  }

  /**
   * Waits until all items that were put have been taken and processed.
   *
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.join
   */
  join(): AsyncResult<void> {
    return coroutine('join', function* (this: Queue<T>) {
      if (this.#unfinished > 0)
        yield* waitInLine(this.enqueue(this.#joiners), this.#joiners)
    }.bind(this))
  }

  /**
   * Shuts the queue down: `put` raises QueueShutDown from now on, `get` once the queue is empty.
   *
   * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.Queue.shutdown
   */
  shutdown(options: {
    /** Whether to drop the queue's items, as if they had been taken and processed. @default false */
    immediate?: boolean
  } = {}): void {
    checkOptions('Queue.shutdown', options, ['immediate'])
    this.#isShutDown = true
    if (options.immediate) {
      while (!this.empty()) {
        this.#items.take()
        if (this.#unfinished > 0)
          this.#unfinished--
      }
      if (this.#unfinished === 0)
        wakeAll(this.#joiners)
    }
    wakeAll(this.#getters)
    wakeAll(this.#putters)
  }

  /** @internal */
  protected state(): string {
    return ''
  }

  /** @internal */
  protected waiting(): number {
    return this.#getters.size + this.#putters.size
  }

  override toString(): string {
    const info = [`${this.constructor.name} at ${hex(this.address)}`, `maxsize=${this.#maxsize}`]
    if (this.#items.size > 0)
      info.push(`_queue=${repr([...this.#items])}`)
    if (this.#getters.size > 0)
      info.push(`_getters[${this.#getters.size}]`)
    if (this.#putters.size > 0)
      info.push(`_putters[${this.#putters.size}]`)
    if (this.#unfinished > 0)
      info.push(`tasks=${this.#unfinished}`)
    if (this.#isShutDown)
      info.push('shutdown')
    return `<${info.join(' ')}>`
  }
}

/** Wakes the first waiter and takes it out of line at once, so that the next call wakes another one. */
function wakeNext(line: Set<Future<void>>): void {
  for (const waiter of line) {
    line.delete(waiter)
    if (!waiter.done()) {
      waiter.setResult()
      return
    }
  }
}

function wakeAll(line: Set<Future<void>>): void {
  for (const waiter of line) {
    line.delete(waiter)
    if (!waiter.done())
      waiter.setResult()
  }
}

class PriorityStore<T> extends Heap<T> implements Store<T> {
  constructor() {
    super(lessThan)
  }

  take(): T {
    return this.pop() as T
  }
}

/**
 * A queue that returns its least item first: a number, a string, or an array that starts with its sort key.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.PriorityQueue
 */
export class PriorityQueue<T = unknown> extends Queue<T> {
  /** @internal */
  protected override makeStore(): Store<T> {
    return new PriorityStore<T>()
  }
}

class LifoStore<T> implements Store<T> {
  readonly #items: T[] = []

  get size(): number {
    return this.#items.length
  }

  push(item: T): void {
    this.#items.push(item)
  }

  take(): T {
    return this.#items.pop() as T
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]()
  }
}

/**
 * A queue that returns its newest item first: last in, first out.
 *
 * @see https://docs.python.org/3.14/library/asyncio-queue.html#asyncio.LifoQueue
 */
export class LifoQueue<T = unknown> extends Queue<T> {
  /** @internal */
  protected override makeStore(): Store<T> {
    return new LifoStore<T>()
  }
}

for (const queueClass of [Queue, PriorityQueue, LifoQueue])
  registerLocalClass(queueClass, ['put', 'get', 'join'])
