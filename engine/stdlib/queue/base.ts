import type { ItemKind } from '../../protocol/queue-layout'
import { blocking } from '../../kernel/blocking'
import { now } from '../../kernel/clock'
import { ValueError } from '../../kernel/errors'
import { hex } from '../../kernel/identity'
import { words } from '../../kernel/memory'
import { lockMutex, unlockMutex } from '../../kernel/mutex'
import { SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { blockPoint, noted, schedulePoint } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { enlist, park, signal, takeFirst, wake } from '../../kernel/wait-list'
import { Op, Test } from '../../protocol/baton-layout'
import { ItemRingWord, QUEUE_WORDS, QueueWord } from '../../protocol/queue-layout'
import { State } from '../../protocol/trace'
import { checkSeconds } from '../threading/timeout'
import { Empty, Full, ShutDown } from './errors'
import { freeItem, kindOfItem, putItem, takeItem } from './item'
import { pushLast, ringSize, takeFirstItem } from './ring'

/** Options of `put` and `get`. */
export interface BlockOptions {
  /** Whether to wait. @default true */
  block?: boolean
  /** The longest to wait, in seconds. @default forever */
  timeout?: number | null
}

const BLOCK_NAMES = ['block', 'timeout']

/** The base of all queues: items in shared memory, and threads that wait for an item or for room. */
export abstract class BaseQueue<T> extends SharedObject {
  /** @internal */
  constructor(initialize?: (address: number) => void) {
    super(QUEUE_WORDS, initialize)
  }

  /** The number of items; the guard is held. */
  protected _size(): number {
    return ringSize(this.address + QueueWord.Items)
  }

  /** Address of the word that holds the number of items. */
  protected get _sizeAddress(): number {
    return this.address + QueueWord.Items + ItemRingWord.Size
  }

  /** Adds an item; the guard is held. */
  protected _push(kind: ItemKind, content: number, _item: unknown): void {
    pushLast(this.address + QueueWord.Items, kind, content)
  }

  /** Removes the next item; the guard is held. */
  protected _pop(): [kind: ItemKind, content: number] {
    const item = takeFirstItem(this.address + QueueWord.Items)
    return [words[item]!, words[item + 1]!]
  }

  /** The name of a method in errors: as in Python, where SimpleQueue is written in C. */
  protected _call(method: string): string {
    return `Queue.${method}`
  }

  protected _put(item: T, options: BlockOptions): void {
    checkOptions(this._call('put'), options, BLOCK_NAMES)
    const maxsize = words[this.address + QueueWord.MaxSize]!
    if (maxsize <= 0)
      schedulePoint(Op.Put, this.address, item)
    else if (!blockPoint(Op.Put, this.address, timeoutOf(options), Test.Less, this._sizeAddress, maxsize, item, this.address + QueueWord.IsShutdown))
      throw new Full()
    const kind = kindOfItem(item)
    const content = putItem(kind, item)
    const queue = this.address
    lockMutex(queue)
    try {
      this._waitForRoom(options)
      this._push(kind, content, item)
      words[queue + QueueWord.Unfinished]! += 1
    }
    catch (error) {
      unlockMutex(queue)
      freeItem(kind, content)
      throw error
    }
    wakeOneAndUnlock(queue, QueueWord.Getters)
  }

  private _waitForRoom({ block = true, timeout }: BlockOptions): void {
    const queue = this.address
    raiseIfShutdown(queue)
    if (words[queue + QueueWord.MaxSize]! <= 0)
      return
    if (block)
      checkTimeout(timeout)
    for (let deadline: number | undefined; this._size() >= words[queue + QueueWord.MaxSize]!; raiseIfShutdown(queue)) {
      if (!block)
        throw new Full()
      deadline ??= deadlineOf(timeout)
      if (!waitInQueue(queue, QueueWord.Putters, deadline))
        throw new Full()
    }
  }

  protected _get(options: BlockOptions): T {
    checkOptions(this._call('get'), options, BLOCK_NAMES)
    if (!blockPoint(Op.Get, this.address, timeoutOf(options), Test.Greater, this._sizeAddress, 0, undefined, this.address + QueueWord.IsShutdown))
      throw new Empty()
    const queue = this.address
    lockMutex(queue)
    let item: [ItemKind, number]
    try {
      this._waitForItem(options)
      item = this._pop()
    }
    catch (error) {
      unlockMutex(queue)
      throw error
    }
    wakeOneAndUnlock(queue, QueueWord.Putters)
    return noted(takeItem(...item) as T)
  }

  private _waitForItem({ block = true, timeout }: BlockOptions): void {
    if (block)
      checkTimeout(timeout)
    for (let deadline: number | undefined; this._size() === 0;) {
      raiseIfShutdown(this.address)
      if (!block)
        throw new Empty()
      deadline ??= deadlineOf(timeout)
      if (!waitInQueue(this.address, QueueWord.Getters, deadline))
        throw new Empty()
    }
  }

  /**
   * The number of items now; another thread may change that at any time.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.qsize
   */
  qsize(): number {
    schedulePoint(Op.Read, this.address)
    return noted(this._size())
  }

  /**
   * Whether there are no items now; another thread may change that at any time.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.Queue.empty
   */
  empty(): boolean {
    schedulePoint(Op.Read, this.address)
    return noted(this._size() === 0)
  }

  override toString(): string {
    return `<queue.${this.constructor.name} object at ${hex(this.address)}>`
  }
}

/** How long a call waits, in milliseconds; invalid options are found later. */
function timeoutOf({ block = true, timeout }: BlockOptions): number {
  return !block ? 0 : typeof timeout === 'number' ? timeout * 1000 : Infinity
}

/** @throws ValueError for a negative timeout, and TypeError for anything that is not a number */
function checkTimeout(timeout: number | null | undefined): void {
  if (timeout === undefined || timeout === null)
    return
  if (typeof timeout !== 'number')
    throw new TypeError(`'<' not supported between instances of '${typeName(timeout)}' and 'int'`)
  if (timeout < 0)
    throw new ValueError('\'timeout\' must be a non-negative number')
}

function raiseIfShutdown(queue: number): void {
  if (words[queue + QueueWord.IsShutdown] === 1)
    throw new ShutDown()
}

/** @throws OverflowError beyond `threading.TIMEOUT_MAX`, and ValueError for NaN */
function deadlineOf(timeout: number | null | undefined): number {
  if (timeout === undefined || timeout === null)
    return Infinity
  checkSeconds(timeout)
  return now() + timeout * 1000
}

/**
 * Waits in one of a queue's lists, with its guard released meanwhile.
 *
 * @returns false when the time is up
 */
export function waitInQueue(queue: number, list: QueueWord, deadline: number): boolean {
  const left = deadline === Infinity ? Infinity : deadline - now()
  if (left <= 0)
    return false
  const entry = enlist(queue + list)
  unlockMutex(queue)
  try {
    blocking(State.Waiting, queue, 0, () => park(queue + list, entry, left, queue))
  }
  finally {
    lockMutex(queue)
  }
  return true
}

/** Releases a queue's guard and wakes a thread of one of its lists. */
function wakeOneAndUnlock(queue: number, list: QueueWord): void {
  const entry = takeFirst(queue + list)
  if (entry !== 0)
    signal(entry)
  unlockMutex(queue)
  if (entry !== 0)
    wake(entry)
}
