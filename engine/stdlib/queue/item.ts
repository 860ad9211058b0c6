import { free } from '../../kernel/allocator'
/**
 * An item of a queue in two words: what it is, and what it holds. Whole numbers and constants stand there themselves;
 * for anything else the second word is the address of a value.
 */
import { peekValue, putValue, takeValue } from '../../kernel/codec'
import { ItemKind } from '../../protocol/queue-layout'

/** What an item is. */
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
 * What an item's second word holds.
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

/** The item that two words hold, which are not used any more. */
export function takeItem(kind: ItemKind, content: number): unknown {
  return decode(kind, content, takeValue)
}

/** The item that two words hold. */
export function peekItem(kind: ItemKind, content: number): unknown {
  return decode(kind, content, peekValue)
}

/** Drops an item. */
export function freeItem(kind: ItemKind, content: number): void {
  if (kind === ItemKind.Value)
    free(content)
}
