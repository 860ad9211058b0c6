import type { BlockCommand } from './commands'
import { onBeforeUnmount } from 'vue'

/** A block of live code that keys can speak to without having the focus. */
export interface Block {
  /** Whether its slide is in sight. */
  present: () => boolean
  /** Does what a key asks for. */
  act: (command: BlockCommand) => void
}

/** The blocks of the page, the one that was used last at the end. */
const blocks: Block[] = []

/**
 * Lets keys reach a block without a click on it first: on a slide in sight, the block that was used last, or else the
 * first one.
 *
 * @returns what to call when the block is used
 */
export function useActiveBlock(block: Block): { used: () => void } {
  blocks.unshift(block)
  onBeforeUnmount(() => blocks.splice(blocks.indexOf(block), 1))
  return {
    used() {
      blocks.splice(blocks.indexOf(block), 1)
      blocks.push(block)
    },
  }
}

/** The block that a key means; `undefined` where none is in sight. */
export function activeBlock(): Block | undefined {
  return blocks.findLast(candidate => candidate.present())
}
