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
 * A list that all threads share. Each method is one step that no other thread comes between; two of them are not.
 * Items are copied in and out: what is changed in an item that was got is not changed in the list.
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

  /** How many items there are. */
  get length(): number {
    schedulePoint(Op.Read, this.address)
    return noted(lengthOf(this.address))
  }

  /**
   * The item at an index; a negative one counts from the end. It is Python's `items[index]`.
   *
   * @throws IndexError when there is none
   */
  get(index: number): T {
    schedulePoint(Op.Read, this.address, undefined, itemOf(index))
    return noted(read(this.address, index, 'list index out of range') as T)
  }

  /**
   * Puts an item in the place of the one at an index; a negative one counts from the end.
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
   * Adds an item at the end.
   *
   * @throws TypeError when the item can't cross to another thread, naming its path
   * @see https://docs.python.org/3.14/library/stdtypes.html#mutable-sequence-types
   */
  append(item: T): void {
    schedulePoint(Op.Update, this.address, item)
    const put = putOne(item)
    guarded(this.address, () => splice(this.address, lengthOf(this.address), 0, [put]))
  }

  /** Adds items at the end, with nothing between them. */
  extend(items: Iterable<T>): void {
    schedulePoint(Op.Update, this.address)
    const put = putAll(items)
    guarded(this.address, () => splice(this.address, lengthOf(this.address), 0, put))
  }

  /** Adds an item before the one at an index; a negative one counts from the end. */
  insert(index: number, item: T): void {
    schedulePoint(Op.Update, this.address, item)
    const put = putOne(item)
    guarded(this.address, () => {
      const length = lengthOf(this.address)
      splice(this.address, Math.max(0, Math.min(length, index < 0 ? length + index : index)), 0, [put])
    })
  }

  /**
   * Takes an item out.
   *
   * @param index which one, or `{ index }`; a negative one counts from the end. By default the last one
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
   * Takes the first item out that is equal.
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
   * The index of the first item that is equal.
   *
   * @param item what is looked for
   * @param start the first index that counts; a negative one counts from the end
   * @param stop the first one that does not
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

  /** How many items are equal. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.count */
  count(item: T): number {
    schedulePoint(Op.Read, this.address)
    return this.copy().filter(other => valuesEqual(other, item)).length
  }

  /** Whether an item is equal: Python's `item in items`. */
  includes(item: T): boolean {
    schedulePoint(Op.Read, this.address)
    return noted(guarded(this.address, () => find(this.address, item)) >= 0)
  }

  /** Turns the order round. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.reverse */
  reverse(): void {
    schedulePoint(Op.Update, this.address)
    guarded(this.address, () => rearrange(this.address, allItems(this.address).reverse()))
  }

  /**
   * Puts the items in order, as `sorted` of `builtins` does. With a key the list is empty meanwhile, as in Python.
   *
   * @throws TypeError for items that have no order, as a number and a text
   * @throws ValueError when the list was changed while the key was asked
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
    // What the program calls must not be called under the guard.
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

  /** Takes all items out. @see https://docs.python.org/3.14/library/stdtypes.html#sequence.clear */
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

  /** Goes through the items by their index, as Python does: what is added meanwhile comes too. */
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

/** Which item a step touches; an index from the end, or none, stands for all. */
function itemOf(index: number): number {
  return index >= 0 ? index + 1 : 0
}

registerSharedClass(SharedList)
