import { useEventListener } from '@vueuse/core'
import { onBeforeUnmount } from 'vue'

/** A block of live code that keys can speak to without having the focus. */
interface Block {
  /** Whether its slide is in sight and it can run. */
  present: () => boolean
  run: () => void
  stop: () => void
}

/** The blocks of the page, the one that was used last at the end. */
const blocks: Block[] = []
let listening = false

/**
 * Lets Control Enter and Control . reach a block without a click on it first: on a slide in sight, the block that
 * was used last, or else the first one.
 *
 * @returns what to call when the block is used
 */
export function useActiveBlock(block: Block): { used: () => void } {
  blocks.unshift(block)
  onBeforeUnmount(() => blocks.splice(blocks.indexOf(block), 1))
  if (!listening) {
    listening = true
    useEventListener(window, 'keydown', press)
  }
  return {
    used() {
      blocks.splice(blocks.indexOf(block), 1)
      blocks.push(block)
    },
  }
}

/** What a key asks of a block; `undefined` when it asks nothing. */
export function commandOf(event: KeyboardEvent): 'run' | 'stop' | undefined {
  if (!(event.ctrlKey || event.metaKey) || event.altKey)
    return undefined
  if (event.key === 'Enter')
    return event.shiftKey ? 'stop' : 'run'
  return event.key === '.' ? 'stop' : undefined
}

function press(event: KeyboardEvent) {
  const command = event.defaultPrevented ? undefined : commandOf(event)
  const block = command && blocks.findLast(candidate => candidate.present())
  if (!command || !block)
    return
  event.preventDefault()
  block[command]()
}
