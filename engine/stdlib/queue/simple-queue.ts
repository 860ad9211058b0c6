import type { BlockOptions } from './base'
import { registerSharedClass } from '../../kernel/objects'
import { checkNoArguments } from '../../kernel/options'
import { checkSeconds } from '../threading/timeout'
import { BaseQueue } from './base'

const REFUSALS = {
  positional: () => 'SimpleQueue() takes no positional arguments',
  keyword: () => 'SimpleQueue() takes no keyword arguments',
}

/**
 * A queue without a limit and without `taskDone`.
 *
 * @see https://docs.python.org/3.14/library/queue.html#queue.SimpleQueue
 */
export class SimpleQueue<T = unknown> extends BaseQueue<T> {
  constructor()
  constructor(...given: unknown[]) {
    checkNoArguments('SimpleQueue', given, REFUSALS)
    super()
  }

  protected override _call(method: string): string {
    return method
  }

  /**
   * Adds an item. It never waits: the options are there so that it can be called like `Queue.put`.
   *
   * @throws TypeError when the item can't cross to another thread, naming its path
   * @see https://docs.python.org/3.14/library/queue.html#queue.SimpleQueue.put
   */
  put(item: T, options: BlockOptions = {}): void {
    this._put(item, options)
  }

  /**
   * Adds an item.
   *
   * @see https://docs.python.org/3.14/library/queue.html#queue.SimpleQueue.put_nowait
   */
  putNowait(item: T): void {
    this._put(item, {})
  }

  /**
   * Removes the next item, by default waiting for one. It releases the GIL while it waits.
   *
   * @throws Empty when there is none, or none in time
   * @throws ValueError for a negative timeout
   * @see https://docs.python.org/3.14/library/queue.html#queue.SimpleQueue.get
   */
  get(options: BlockOptions = {}): T {
    if (options.block !== false && typeof options.timeout === 'number')
      checkSeconds(options.timeout)
    return this._get(options)
  }

  /**
   * Removes the next item if there is one.
   *
   * @throws Empty when there is none
   * @see https://docs.python.org/3.14/library/queue.html#queue.SimpleQueue.get_nowait
   */
  getNowait(): T {
    return this._get({ block: false })
  }
}

registerSharedClass(SimpleQueue)
