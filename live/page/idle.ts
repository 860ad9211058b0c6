/** Calls back in the browser's idle time, after `timeout` milliseconds at the latest; Safari has no idle callbacks. */
export function whenIdle(callback: () => void, timeout: number) {
  if (window.requestIdleCallback)
    window.requestIdleCallback(callback, { timeout })
  else
    setTimeout(callback, Math.min(timeout, 200))
}
