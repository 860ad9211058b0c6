let asked = false

/**
 * Gets the engine ready in the browser's idle time, so that the first run is quick. Only the first call does
 * anything; it waits until the page has loaded, since nothing may be on the way to the first slide.
 */
export function warmWhenIdle() {
  if (asked)
    return
  asked = true
  if (document.readyState === 'complete')
    idle()
  else
    window.addEventListener('load', idle, { once: true })
}

function idle() {
  // Safari has no idle callbacks.
  const later = window.requestIdleCallback ?? ((callback: () => void) => setTimeout(callback, 200))
  later(() => void warm(), { timeout: 5000 })
}

async function warm() {
  try {
    const { engineSupport, warmEngine } = await import('../../engine/host')
    if (engineSupport().supported)
      await warmEngine()
  }
  catch (error) {
    // The first run will fail in the same way, and then the person is told.
    console.warn('The engine could not be made ready ahead of time:', error)
  }
}
