import { free } from '../../kernel/allocator'
/**
 * A queue item in two words: its kind and its content. Whole numbers and constants are stored in place; for anything else
 * the second word is the address of a value.
 */
import { peekValue, putValue, takeValue } from '../../kernel/codec'
import { ItemKind } from '../../protocol/queue-layout'

/** The kind of an item. */
export function kindOfItem(item: unknown): ItemKind {
  switch (item) {
    case undefined: return ItemKind.Undefined
    case null: return ItemKind.Null
    case false: return ItemKind.False
    case true: return ItemKind.True
  }
  return typeof item === 'number' && (item | 0) === item && !Object.is(item, -0) ? ItemKind.Int : ItemKind.Value
}

/**
 * The content of an item, for its second word.
 *
 * @throws TypeError when the item can't cross to another thread, naming its path
 */
export function putItem(kind: ItemKind, item: unknown): number {
  if (kind === ItemKind.Value)
    return putValue(item, 'item')
  return kind === ItemKind.Int ? item as number : 0
}

function decode(kind: ItemKind, content: number, read: (address: number) => unknown): unknown {
  switch (kind) {
    case ItemKind.Value: return read(content)
    case ItemKind.Int: return content
    case ItemKind.Undefined: return undefined
    case ItemKind.Null: return null
    case ItemKind.False: return false
    case ItemKind.True: return true
  }
}

/** The item in two words, which are free afterwards. */
export function takeItem(kind: ItemKind, content: number): unknown {
  return decode(kind, content, takeValue)
}

/** The item in two words. */
export function peekItem(kind: ItemKind, content: number): unknown {
  return decode(kind, content, peekValue)
}

/** Drops an item. */
export function freeItem(kind: ItemKind, content: number): void {
  if (kind === ItemKind.Value)
    free(content)
}
