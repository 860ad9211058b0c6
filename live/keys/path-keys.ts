import { useEventListener } from '@vueuse/core'
import { isElsewhere, isWriting } from './commands'

/** Where a key leads: along the main path, down to an optional slide, or up from there. */
export type PathCommand = 'next' | 'previous' | 'down' | 'up'

const PAGE_KEYS: ReadonlyMap<string, PathCommand> = new Map([['PageDown', 'next'], ['PageUp', 'previous']])
const OPTIONAL_KEYS: ReadonlyMap<string, PathCommand> = new Map([['ArrowDown', 'down'], ['ArrowUp', 'up']])
/** What moves by arrows itself when it has the focus. */
const HAS_ARROWS = '[role=application], [role=radiogroup], [role=tablist], [role=log], [role=separator]'

/**
 * Where a press leads.
 *
 * @param event a press
 * @param needsArrows whether what has the focus has a use of its own for arrows with Shift, as an editor
 * @returns `undefined` for all other keys
 */
export function pathCommandOf(event: KeyboardEvent, needsArrows: boolean): PathCommand | undefined {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey)
    return undefined
  if (!event.shiftKey)
    return PAGE_KEYS.get(event.key)
  return needsArrows ? undefined : OPTIONAL_KEYS.get(event.key)
}

function needsArrows(event: KeyboardEvent): boolean {
  return isWriting(event) || isElsewhere(event) || (event.target instanceof Element && event.target.closest(HAS_ARROWS) !== null)
}

/**
 * Listens to the keys that turn slides whatever has the focus, before anything else hears them: a clicker sends Page Down
 * and knows nothing of an editor. A key that is held down turns one slide.
 */
export function usePathKeys(go: (command: PathCommand) => void) {
  useEventListener(window, 'keydown', (event) => {
    const command = pathCommandOf(event, needsArrows(event))
    if (!command)
      return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat)
      go(command)
  }, { capture: true })
}
