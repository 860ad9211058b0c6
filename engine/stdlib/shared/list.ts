import type { SortOptions } from '../builtins/iteration'
import type { Item } from './list-items'
import { IndexError, ValueError } from '../../kernel/errors'
import { words } from '../../kernel/memory'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { valuesEqual } from '../../kernel/ordering'
import { noted, schedulePoint } from '../../kernel/schedule'
import { Op } from '../../protocol/baton-layout'
import { ItemKind } from '../../protocol/queue-layout'
import { SHARED_LIST_WORDS } from '../../protocol/shared-layout'
import { repr } from '../builtins/functions'
import { freeItem, takeItem } from '../queue/item'
import { allItems, copyItem, find, guarded, inOrder, itemAddress, lengthOf, place, putAll, putOne, read, rearrange, splice, takeAll } from './list-items'

/**
 * A list that all threads share. Each method is atomic; two calls are not. Items are copied in and out: changing an item
 * that `get` returned does not change the list.
 */
export class SharedList<T> extends SharedObject implements Iterable<T> {
  /** @internal */
  constructor(items: Iterable<T>) {
    const content = Array.from(items)
    super(SHARED_LIST_WORDS, (address) => {
      const put = putAll(content)
      splice(address, 0, 0, put)
    })
  }

  /** The number of items. */
  get length(): number {
    schedulePoint(Op.Read, this.address)
    return noted(lengthOf(this.address))
  }

  /**
   * The item at an index; a negative one counts from the end. Python's `items[index]`.
   *
   * @throws IndexError when there is none
   */
  get(index: number): T {
    schedulePoint(Op.Read, this.address, undefined, itemOf(index))
    return noted(read(this.address, index, 'list index out of range') as T)
  }

  /**
   * Replaces the item at an index; a negative one counts from the end.
   *
   * @throws IndexError when there is none
   * @throws TypeError when the item can't cross to another thread, naming its path
   */
  set(index: number, item: T): void {
    schedulePoint(Op.Write, this.address, item, itemOf(index))
    const put = putOne(item)
    guarded(this.address, () => {
      const at = place(this.address, index)
      if (at < 0) {
        freeItem(...put)
        throw new IndexError('list assignment index out of range')
      }
      splice(this.address, at, 1, [put])
    })
  }

  /**
   * Appends an item.
   *
   * @throws TypeError when the item can't cross to another thread, naming its path
   * @see https://docs.python.org/3.14/library/stdtypes.html#mutable-sequence-types
   */
  append(item: T): void {
    schedulePoint(Op.Update, this.address, item)
    const put = putOne(item)
    guarded(this.address, () => splice(this.address, lengthOf(this.address), 0, [put]))
  }

  /** Appends items, in one atomic step. */
  extend(items: Iterable<T>): void {
    schedulePoint(Op.Update, this.address)
    const put = putAll(items)
    guarded(this.address, () => splice(this.address, lengthOf(this.address), 0, put))
  }

  /** Inserts an item before the one at an index; a negative one counts from the end. */
  insert(index: number, item: T): void {
    schedulePoint(Op.Update, this.address, item)
    const put = putOne(item)
    guarded(this.address, () => {
      const length = lengthOf(this.address)
      splice(this.address, Math.max(0, Math.min(length, index < 0 ? length + index : index)), 0, [put])
    })
  }

  /**
   * Removes an item and returns it.
   *
   * @param index its index, or `{ index }`; a negative one counts from the end. By default the last item
   * @throws IndexError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#sequence.pop
   */
  pop(index: number | {
    /** A negative one counts from the end. @default -1 */
    index?: number
  } = -1): T {
    schedulePoint(Op.Update, this.address)
    if (typeof index !== 'number')
      checkOptions('pop', index, ['index'])
    const wanted = typeof index === 'number' ? index : index.index ?? -1
    const item = guarded(this.address, () => {
      if (lengthOf(this.address) === 0)
        throw new IndexError('pop from empty list')
      const at = place(this.address, wanted)
      if (at < 0)
        throw new IndexError('pop index out of range')
      const address = itemAddress(this.address, at)
      const taken: Item = [words[address]!, words[address + 1]!]
      words[address] = ItemKind.Undefined
      splice(this.address, at, 1, [])
      return taken
    })
    return noted(takeItem(...item) as T)
  }

  /**
   * Removes the first equal item.
   *
   * @throws ValueError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#sequence.remove
   */
  remove(item: T): void {
    schedulePoint(Op.Update, this.address, item)
    guarded(this.address, () => {
      const at = find(this.address, item)
      if (at < 0)
        throw new ValueError('list.remove(x): x not in list')
      splice(this.address, at, 1, [])
    })
  }

  /**
   * The index of the first equal item.
   *
   * @param item the item to find
   * @param start the first index to search; a negative one counts from the end
   * @param stop the index to stop before
   * @throws ValueError when there is none
   * @see https://docs.python.org/3.14/library/stdtypes.html#sequence.index
   */
  index(item: T, start = 0, stop = Infinity): number {
    schedulePoint(Op.Read, this.address)
    const at = guarded(this.address, () => find(this.address, item, start, stop))
    if (at < 0)
      throw new ValueError('list.index(x): x not in list')
    return at
  }

  /** The number of equal items. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.count */
  count(item: T): number {
    schedulePoint(Op.Read, this.address)
    return this.copy().filter(other => valuesEqual(other, item)).length
  }

  /** Whether an equal item is in it: Python's `item in items`. */
  includes(item: T): boolean {
    schedulePoint(Op.Read, this.address)
    return noted(guarded(this.address, () => find(this.address, item)) >= 0)
  }

  /** Reverses the order. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.reverse */
  reverse(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => rearrange(this.address, allItems(this.address).reverse()))
  }

  /**
   * Sorts the items, like `sorted` of `builtins`. With a key the list is empty meanwhile, as in Python.
   *
   * @throws TypeError for items that can't be ordered, such as a number and a string
   * @throws ValueError when the key function changed the list
   * @see https://docs.python.org/3.14/library/stdtypes.html#list.sort
   */
  sort(options: SortOptions<T> = {}): void {
    schedulePoint(Op.Update, this.address)
    checkOptions('sort', options, ['key', 'reverse'])
    const { key, reverse } = options
    if (!key) {
      guarded(this.address, () => rearrange(this.address, inOrder(allItems(this.address), undefined, reverse)))
      return
    }
    // The program's key function must not run under the guard.
    const taken = guarded(this.address, () => takeAll(this.address))
    let sorted = taken
    let failure: { error: unknown } | undefined
    try {
      sorted = inOrder(taken, key, reverse)
    }
    catch (error) {
      failure = { error }
    }
    const added = guarded(this.address, () => {
      const length = lengthOf(this.address)
      splice(this.address, 0, length, sorted)
      return length
    })
    if (failure)
      throw failure.error
    if (added > 0)
      throw new ValueError('list modified during sort')
  }

  /** Removes all items. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.clear */
  clear(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => splice(this.address, 0, lengthOf(this.address), []))
  }

  /** The items as they are now, as an array. */
  copy(): T[] {
    schedulePoint(Op.Read, this.address)
    const copies = guarded(this.address, () =>
      Array.from({ length: lengthOf(this.address) }, (_, index) => copyItem(itemAddress(this.address, index))))
    return copies.map(copy => copy()) as T[]
  }

  /** Iterates by index, as Python does: items appended meanwhile are visited too. */
  * [Symbol.iterator](): Iterator<T> {
    for (let index = 0; index < this.length; index++) {
      let item: T
      try {
        item = this.get(index)
      }
      catch (error) {
        if (error instanceof IndexError)
          return
        throw error
      }
      yield item
    }
  }

  override toString(): string {
    return repr(this.copy())
  }
}

/** The item that a step accesses; an index from the end, or none, stands for all. */
function itemOf(index: number): number {
  return index >= 0 ? index + 1 : 0
}

registerSharedClass(SharedList)
