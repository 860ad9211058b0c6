/**
 * Slidev's keys are off while a button or link has the focus, so a press with the mouse must not leave it there;
 * who uses the keyboard keeps it.
 *
 * @param event a click somewhere in a block
 */
export function releaseFocus(event: MouseEvent) {
  const byPointer = event.detail > 0
  const { target } = event
  if (!byPointer || !(target instanceof Element) || target.closest('.live-editor, .live-plain, .live-rest, .live-take, select'))
    return
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
}
