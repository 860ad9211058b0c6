/** Fields that take their keys themselves. */
const FIELDS = 'input, textarea, select, [contenteditable]'

/**
 * Collects what is typed while an editor is being loaded, so that it neither gets lost nor turns slides. Keys that write
 * nothing go on to the deck: a clicker's still turn slides.
 *
 * @param keys what hears of all keys first: the window
 * @param leave Escape was pressed: the editor is not wanted any more
 * @returns ends it, and gives what was typed
 */
export function typedAhead(keys: EventTarget, leave: () => void): () => string {
  let text = ''

  function take(event: Event) {
    const { key, ctrlKey, metaKey, altKey, target } = event as KeyboardEvent
    if (ctrlKey || metaKey || altKey || (target as Partial<Element> | null)?.closest?.(FIELDS))
      return
    if (key === 'Escape')
      leave()
    else if (key === 'Backspace')
      text = text.slice(0, -1)
    else if (key === 'Enter')
      text += '\n'
    else if (key.length === 1)
      text += key
    else
      return
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  keys.addEventListener('keydown', take, { capture: true })
  return () => {
    keys.removeEventListener('keydown', take, { capture: true })
    return text
  }
}
