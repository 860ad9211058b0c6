/** Whether this page can run code, and why not. */
export type EngineSupport = { supported: true } | { supported: false, reason: string }

/** Tells whether threads can run on this page; the reason is one line for the person. */
export function engineSupport(): EngineSupport {
  if (typeof Worker === 'undefined')
    return { supported: false, reason: 'This browser has no workers, so no thread can run.' }
  if (!globalThis.isSecureContext)
    return { supported: false, reason: 'Threads need a secure page: open the deck over https, or on localhost.' }
  if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer === 'undefined')
    return { supported: false, reason: 'Threads need a cross-origin isolated page: reload once, or serve the deck with COOP and COEP headers.' }
  if (typeof Atomics.waitAsync !== 'function')
    return { supported: false, reason: 'This browser lacks Atomics.waitAsync: use Chrome or Edge 87, Firefox 145, or newer.' }
  return { supported: true }
}
