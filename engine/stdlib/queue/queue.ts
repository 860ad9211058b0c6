import type { ItemKind } from '../../protocol/queue-layout'
import type { BlockOptions } from './base'
import { ValueError } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { registerSharedClass } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { blockPoint, schedulePoint } from '../../kernel/schedule'
import { signal, takeFirst, wake } from '../../kernel/wait-list'
import { Op, Test } from '../../protocol/baton-layout'
import { HeapWord, QueueWord } from '../../protocol/queue-layout'
import { BaseQueue, waitInQueue } from './base'
import { heapSize, keyOf, popHeap, pushHeap } from './heap'
import { freeItem } from './item'
import { takeLastItem } from './ring'

/** Options of {@link Queue}. */
export interface QueueOptions {
  /** The most items; 0 or less for no limit. @default 0 */
  maxsize?: number
}

/**
 * A queue: first in, first out.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.Queue
 */
export class Queue<T = unknown> extends BaseQueue<T> {
  constructor(options: QueueOptions = {}) {
    checkOptions('Queue.__init__', options, ['maxsize'])
    const maxsize = checkMaxSize(options.maxsize ?? 0)
    super(address => words[address + QueueWord.MaxSize] = maxsize)
  }

  /** The most items; 0 or less for no limit. */
  get maxsize(): number {
    return words[this.address + QueueWord.MaxSize]!
  }

  set maxsize(maxsize: number) {
    words[this.address + QueueWord.MaxSize] = checkMaxSize(maxsize)
  }

  /** The number of items put and not yet marked as done: see `taskDone`. */
  get unfinishedTasks(): number {
    return Atomics.load(words, this.address + QueueWord.Unfinished)
  }

  /** Whether the queue was shut down. */
  get isShutdown(): boolean {
    return Atomics.load(words, this.address + QueueWord.IsShutdown) === 1
  }

  /**
   * Adds an item, by default waiting for room. It releases the GIL while it waits.
   *
   * @param item plain data, shared objects and primitives; another thread gets a copy of plain data
   * @throws Full when there is no room, or none in time
   * @throws ShutDown when the queue was shut down
   * @throws ValueError for a negative timeout
   * @throws TypeError when the item can't cross to another thread, naming its path
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.put
   */
  put(item: T, options: BlockOptions = {}): void {
    this._put(item, options)
  }

  /**
   * Adds an item if there is room.
   *
   * @throws Full when there is none
   * @throws ShutDown when the queue was shut down
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.put_nowait
   */
  putNowait(item: T): void {
    this._put(item, { block: false })
  }

  /**
   * Removes the next item, by default waiting for one. It releases the GIL while it waits.
   *
   * @throws Empty when there is none, or none in time
   * @throws ShutDown when the queue was shut down and is empty
   * @throws ValueError for a negative timeout
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.get
   */
  get(options: BlockOptions = {}): T {
    return this._get(options)
  }

  /**
   * Removes the next item if there is one.
   *
   * @throws Empty when there is none
   * @throws ShutDown when the queue was shut down and is empty
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.get_nowait
   */
  getNowait(): T {
    return this._get({ block: false })
  }

  /**
   * Whether the queue is full; another thread may change that at any time.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.full
   */
  full(): boolean {
    schedulePoint(Op.Read, this.address)
    const { maxsize } = this
    return maxsize > 0 && this._size() >= maxsize
  }

  /**
   * Marks an item that was taken as done; once all are, `join` returns.
   *
   * @throws ValueError when called more often than items were put
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.task_done
   */
  taskDone(): void {
    schedulePoint(Op.Update, this.address)
    const queue = this.address
    lockMutex(queue)
    const unfinished = words[queue + QueueWord.Unfinished]! - 1
    if (unfinished < 0) {
      unlockMutex(queue)
      throw new ValueError('task_done() called too many times')
    }
    words[queue + QueueWord.Unfinished] = unfinished
    wakeAllAndUnlock(queue, unfinished === 0 ? [QueueWord.Joiners] : [])
  }

  /**
   * Waits until all items that were put are marked as done. It releases the GIL while it waits.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.join
   */
  join(): void {
    blockPoint(Op.Wait, this.address, Infinity, Test.Less, this.address + QueueWord.Unfinished, 1)
    const queue = this.address
    lockMutex(queue)
    try {
      while (words[queue + QueueWord.Unfinished]! > 0)
        waitInQueue(queue, QueueWord.Joiners, Infinity)
    }
    finally {
      unlockMutex(queue)
    }
  }

  /**
   * Shuts the queue down: no item can be put any more, the remaining ones can be taken. Threads that wait for an item or
   * for room get a ShutDown.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.shutdown
   */
  shutdown(options: {
    /** Whether to drop the remaining items, which then count as done. @default false */
    immediate?: boolean
  } = {}): void {
    schedulePoint(Op.Notify, this.address)
    checkOptions('Queue.shutdown', options, ['immediate'])
    const queue = this.address
    lockMutex(queue)
    Atomics.store(words, queue + QueueWord.IsShutdown, 1)
    if (options.immediate) {
      while (this._size() > 0) {
        freeItem(...this._pop())
        words[queue + QueueWord.Unfinished] = Math.max(0, words[queue + QueueWord.Unfinished]! - 1)
      }
    }
    wakeAllAndUnlock(queue, [QueueWord.Getters, QueueWord.Putters, QueueWord.Joiners])
  }
}

/**
 * A queue whose newest item comes out first: last in, first out.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.LifoQueue
 */
export class LifoQueue<T = unknown> extends Queue<T> {
  /** @internal */
  protected override _pop(): [kind: ItemKind, content: number] {
    const item = takeLastItem(this.address + QueueWord.Items)
    return [words[item]!, words[item + 1]!]
  }
}

/**
 * A queue whose smallest item comes out first. Numbers, strings and arrays of them can be ordered; items are often arrays
 * of a priority and a payload.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.PriorityQueue
 */
export class PriorityQueue<T = unknown> extends Queue<T> {
  /** @internal */
  protected override get _sizeAddress(): number {
    return this.address + QueueWord.Items + HeapWord.Size
  }

  /** @internal */
  protected override _size(): number {
    return heapSize(this.address + QueueWord.Items)
  }

  /** @internal */
  protected override _push(kind: ItemKind, content: number, item: unknown): void {
    pushHeap(this.address + QueueWord.Items, kind, content, keyOf(item))
  }

  /** @internal */
  protected override _pop(): [kind: ItemKind, content: number] {
    return popHeap(this.address + QueueWord.Items)
  }
}

function checkMaxSize(maxsize: number): number {
  if (!Number.isSafeInteger(maxsize))
    throw new TypeError('maxsize must be a whole number')
  return Math.max(-(2 ** 31), Math.min(maxsize, 2 ** 31 - 1))
}

/** Releases a queue's guard and wakes all threads of some of its lists. */
function wakeAllAndUnlock(queue: number, lists: readonly QueueWord[]): void {
  const entries: number[] = []
  for (const list of lists) {
    for (let entry = takeFirst(queue + list); entry !== 0; entry = takeFirst(queue + list)) {
      signal(entry)
      entries.push(entry)
    }
  }
  unlockMutex(queue)
  for (const entry of entries)
    wake(entry)
}

registerSharedClass(Queue)
registerSharedClass(LifoQueue)
registerSharedClass(PriorityQueue)
