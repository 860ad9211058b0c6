import { copyBytes, decode } from '../../kernel/codec'
import { IndexError } from '../../kernel/errors'
import { allocate, free, words } from '../../kernel/memory'
import { enter, leave } from '../../kernel/mutex'
import { registerSharedClass, SharedObject } from '../../kernel/objects'
import { checkOptions } from '../../kernel/options'
import { schedulePoint } from '../../kernel/schedule'
import { typeName } from '../../kernel/type-name'
import { repr } from '../builtins/functions'
import { freeItem, ItemKind, kindOfItem, putItem, takeItem } from '../queue/item'

/** Words of a list. */
enum ListWord {
  /** Guards the rest (kernel/mutex.ts). */
  Guard = 0,
  /** Where the items are; 0 while there never was one. */
  Items = 1,
  /** How many there is room for. */
  Room = 2,
  Length = 3,
}

const LIST_WORDS = 4
/** Words of an item: its kind and what it holds. */
const ITEM_WORDS = 2
const FIRST_ROOM = 8

/** An item that is to be put into a list. */
type Item = [kind: ItemKind, content: number]

/**
 * A list that all threads share. Each method is one step that no other thread comes between; two of them are not.
 * Items are copied in and out: what is changed in an item that was got is not changed in the list.
 */
export class SharedList<T> extends SharedObject implements Iterable<T> {
  /** @internal */
  constructor(items: Iterable<T>) {
    const content = Array.from(items)
    super(LIST_WORDS, (address) => {
      const put = putAll(content)
      splice(address, 0, 0, put)
    })
  }

  /** How many items there are. */
  get length(): number {
    schedulePoint()
    return Atomics.load(words, this.address + ListWord.Length)
  }

  /**
   * The item at an index; a negative one counts from the end. It is Python's `items[index]`.
   *
   * @throws IndexError when there is none
   */
  get(index: number): T {
    schedulePoint()
    return read(this.address, index, 'list index out of range') as T
  }

  /**
   * Puts an item in the place of the one at an index; a negative one counts from the end.
   *
   * @throws IndexError when there is none
   * @throws TypeError when the item can't cross to another thread, naming its path
   */
  set(index: number, item: T): void {
    schedulePoint()
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
    schedulePoint()
    const put = putOne(item)
    guarded(this.address, () => splice(this.address, words[this.address + ListWord.Length]!, 0, [put]))
  }

  /** Adds items at the end, with nothing between them. */
  extend(items: Iterable<T>): void {
    schedulePoint()
    const put = putAll(items)
    guarded(this.address, () => splice(this.address, words[this.address + ListWord.Length]!, 0, put))
  }

  /** Adds an item before the one at an index; a negative one counts from the end. */
  insert(index: number, item: T): void {
    schedulePoint()
    const put = putOne(item)
    guarded(this.address, () => {
      const length = words[this.address + ListWord.Length]!
      splice(this.address, Math.max(0, Math.min(length, index < 0 ? length + index : index)), 0, [put])
    })
  }

  /**
   * Takes an item out.
   *
   * @throws IndexError when there is none
   */
  pop(options: {
    /** A negative one counts from the end. @default -1 */
    index?: number
  } = {}): T {
    schedulePoint()
    checkOptions('pop', options, ['index'])
    const item = guarded(this.address, () => {
      if (words[this.address + ListWord.Length] === 0)
        throw new IndexError('pop from empty list')
      const at = place(this.address, options.index ?? -1)
      if (at < 0)
        throw new IndexError('pop index out of range')
      const address = itemAddress(this.address, at)
      const taken: Item = [words[address]!, words[address + 1]!]
      words[address] = ItemKind.Undefined
      splice(this.address, at, 1, [])
      return taken
    })
    return takeItem(...item) as T
  }

  /** Takes all items out. */
  clear(): void {
    schedulePoint()
    guarded(this.address, () => splice(this.address, 0, words[this.address + ListWord.Length]!, []))
  }

  /** The items as they are now, as an array. */
  copy(): T[] {
    schedulePoint()
    const copies = guarded(this.address, () =>
      Array.from({ length: words[this.address + ListWord.Length]! }, (_, index) => copyItem(itemAddress(this.address, index))))
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

function guarded<R>(list: number, action: () => R): R {
  enter(list + ListWord.Guard)
  try {
    return action()
  }
  finally {
    leave(list + ListWord.Guard)
  }
}

function putOne(item: unknown): Item {
  const kind = kindOfItem(item)
  return [kind, putItem(kind, item)]
}

/** All or none: when one can't cross, those before it are freed. */
function putAll(items: Iterable<unknown>): Item[] {
  if (!(Symbol.iterator in new Object(items)))
    throw new TypeError(`'${typeName(items)}' object is not iterable`)
  const put: Item[] = []
  try {
    for (const item of items)
      put.push(putOne(item))
  }
  catch (error) {
    for (const item of put)
      freeItem(...item)
    throw error
  }
  return put
}

function itemAddress(list: number, index: number): number {
  return words[list + ListWord.Items]! + ITEM_WORDS * index
}

/** The place that an index means; -1 if there is none. */
function place(list: number, index: number): number {
  const length = words[list + ListWord.Length]!
  if (!Number.isInteger(index))
    throw new TypeError(`list indices must be integers or slices, not ${typeName(index)}`)
  const at = index < 0 ? length + index : index
  return at >= 0 && at < length ? at : -1
}

/** Copies an item, and gives what decodes the copy later, with the guard let go. */
function copyItem(address: number): () => unknown {
  const kind: ItemKind = words[address]!
  const content = words[address + 1]!
  if (kind !== ItemKind.Value)
    return () => takeItem(kind, content)
  const data = copyBytes(content)
  return () => decode(data)
}

function read(list: number, index: number, message: string): unknown {
  const copy = guarded(list, () => {
    const at = place(list, index)
    if (at < 0)
      throw new IndexError(message)
    return copyItem(itemAddress(list, at))
  })
  return copy()
}

/** Puts items in the place of others; the guard is held, or nobody else has the list yet. */
function splice(list: number, start: number, count: number, items: readonly Item[]): void {
  const length = words[list + ListWord.Length]!
  const newLength = length - count + items.length
  if (newLength > words[list + ListWord.Room]!)
    grow(list, newLength)
  const first = itemAddress(list, 0)
  for (let index = start; index < start + count; index++)
    freeItem(words[first + ITEM_WORDS * index]!, words[first + ITEM_WORDS * index + 1]!)
  words.copyWithin(first + ITEM_WORDS * (start + items.length), first + ITEM_WORDS * (start + count), first + ITEM_WORDS * length)
  for (const [index, [kind, content]] of items.entries()) {
    words[first + ITEM_WORDS * (start + index)] = kind
    words[first + ITEM_WORDS * (start + index) + 1] = content
  }
  Atomics.store(words, list + ListWord.Length, newLength)
}

function grow(list: number, length: number): void {
  const room = Math.max(FIRST_ROOM, 2 ** Math.ceil(Math.log2(length)))
  const items = allocate(ITEM_WORDS * room)
  if (words[list + ListWord.Room] !== 0) {
    const old = words[list + ListWord.Items]!
    words.copyWithin(items, old, old + ITEM_WORDS * words[list + ListWord.Length]!)
    free(old)
  }
  words[list + ListWord.Items] = items
  words[list + ListWord.Room] = room
}

registerSharedClass(SharedList)
