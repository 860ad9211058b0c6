/**
 * Slidev asks the browser to keep the screen on, and leaves it unanswered when the browser refuses: in a frame, on a low
 * battery, or where nobody has clicked. The talk goes on without it, so that is no error of the page.
 *
 * @param page the window
 */
export function allowNoWakeLock(page: EventTarget) {
  page.addEventListener('unhandledrejection', (event) => {
    const { reason } = event as PromiseRejectionEvent
    if (reason instanceof DOMException && reason.name === 'NotAllowedError' && /wake ?lock/i.test(reason.message))
      event.preventDefault()
  })
}
