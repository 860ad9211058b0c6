/**
 * Slidev's keys are off while a button or a link has the focus, and it learns where the focus is from `focus` and `blur`.
 * So a press with the mouse must not leave the focus on a control, and a control that goes must not take it along.
 */

/** What keeps the focus after a press with the mouse: what is written in or chosen from, and a menu that is open. */
const KEEPS_FOCUS = '.live-editor, .live-plain, .live-rest, .live-take, select, textarea, input:not([type=checkbox], [type=radio])'

/** What turns Slidev's keys off. */
const CONTROLS = 'button, a'

/** Keeps the keys of the deck usable, whatever is pressed and whatever goes, for as long as the page lives. */
export function keepKeysUsable(): void {
  // Before the click is handled: afterwards the control may be gone, and who handles it may put the focus elsewhere.
  window.addEventListener('click', releaseFocus, { capture: true })
  window.addEventListener('focus', ({ target }) => {
    if (target instanceof HTMLElement && target.matches(CONTROLS))
      watchControl(target)
  }, { capture: true })
}

/** Takes the focus from a control that was pressed with the mouse, and from all of a block of live code; who uses the keyboard keeps it. */
function releaseFocus({ detail, target }: MouseEvent): void {
  const byPointer = detail > 0
  if (!byPointer || !(target instanceof Element) || target.closest(KEEPS_FOCUS))
    return
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && (activeElement.matches(CONTROLS) || target.closest('.live-code')))
    activeElement.blur()
}

/** Puts the focus on what a control stood in when it goes or is disabled while it has the focus. */
function watchControl(control: HTMLElement): void {
  const around = ancestors(control)
  const observer = new MutationObserver(() => {
    const isUsable = control.isConnected && !control.matches(':disabled')
    if (isUsable)
      return
    stop()
    control.blur()
    const { activeElement } = document
    if (activeElement && activeElement !== document.body)
      return
    around.find(element => element.isConnected && element.hasAttribute('tabindex'))?.focus({ preventScroll: true })
    // Firefox says nothing when the element that has the focus is removed.
    if (document.activeElement === document.body)
      document.body.dispatchEvent(new FocusEvent('blur'))
  })
  function stop() {
    observer.disconnect()
    control.removeEventListener('blur', leave)
  }
  function leave() {
    // Chromium says so of a control that is about to be removed, too: see what has become of it.
    queueMicrotask(() => {
      if (control.isConnected && document.activeElement !== control)
        stop()
    })
  }
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] })
  control.addEventListener('blur', leave)
}

function ancestors(element: HTMLElement): HTMLElement[] {
  const all: HTMLElement[] = []
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    all.push(parent)
  return all
}
